"""Rows of quota, invitations, threads, messages and their translations."""

from rapport.outreach.models.invitations import Invitation
from rapport.outreach.models.quota import CreatorWeek, QuotaWindow, Reservation
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
    "CreatorWeek",
    "GlossaryTerm",
    "Invitation",
    "Message",
    "MessageTemplate",
    "QuotaWindow",
    "Reservation",
    "TemplateDraft",
    "Thread",
    "Translation",
    "TranslationCall",
    "TranslationMonth",
    "TranslatorAccount",
]
