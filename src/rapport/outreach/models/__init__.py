"""Rows of quota, invitations, threads, messages, and what members keep beside them."""

from rapport.outreach.models.channels import ChannelAccount, Envelope, StrayMessage
from rapport.outreach.models.departures import Departure, Standstill
from rapport.outreach.models.experiments import Experiment
from rapport.outreach.models.faq import AnswerDraft, FaqEntry, FaqText, SuggestionUse
from rapport.outreach.models.inbox import Picture, Presence, ThreadNote
from rapport.outreach.models.invitations import Invitation
from rapport.outreach.models.opt_outs import OptOut, OptOutMark
from rapport.outreach.models.quota import CreatorWeek, QuotaEntry, QuotaWindow, Reservation
from rapport.outreach.models.tasks import ManagerTask
from rapport.outreach.models.threads import Message, MessageTemplate, Thread
from rapport.outreach.models.translation import (
    GlossaryTerm,
    TemplateDraft,
    Translation,
    TranslationCall,
    TranslationMonth,
    TranslatorAccount,
)
from rapport.outreach.models.wordings import MessageWording, WordingPlace

__all__ = [
    "AnswerDraft",
    "ChannelAccount",
    "CreatorWeek",
    "Departure",
    "Envelope",
    "Experiment",
    "FaqEntry",
    "FaqText",
    "GlossaryTerm",
    "Invitation",
    "ManagerTask",
    "Message",
    "MessageTemplate",
    "MessageWording",
    "OptOut",
    "OptOutMark",
    "Picture",
    "Presence",
    "QuotaEntry",
    "QuotaWindow",
    "Reservation",
    "Standstill",
    "StrayMessage",
    "SuggestionUse",
    "TemplateDraft",
    "Thread",
    "ThreadNote",
    "Translation",
    "TranslationCall",
    "TranslationMonth",
    "TranslatorAccount",
    "WordingPlace",
]
