"""Rows of quota, invitations, threads, messages, their translations and usual questions."""

from rapport.outreach.models.faq import AnswerDraft, FaqEntry, FaqText, SuggestionUse
from rapport.outreach.models.invitations import Invitation
from rapport.outreach.models.quota import CreatorWeek, QuotaEntry, QuotaWindow, Reservation
from rapport.outreach.models.threads import Message, MessageTemplate, Thread
from rapport.outreach.models.translation import (
    GlossaryTerm,
    TemplateDraft,
    Translation,
    TranslationCall,
    TranslationMonth,
    TranslatorAccount,
)

__all__ = [
    "AnswerDraft",
    "CreatorWeek",
    "FaqEntry",
    "FaqText",
    "GlossaryTerm",
    "Invitation",
    "Message",
    "MessageTemplate",
    "QuotaEntry",
    "QuotaWindow",
    "Reservation",
    "SuggestionUse",
    "TemplateDraft",
    "Thread",
    "Translation",
    "TranslationCall",
    "TranslationMonth",
    "TranslatorAccount",
]
