"""Rows of quota, invitations, threads and messages."""

from rapport.outreach.models.invitations import Invitation
from rapport.outreach.models.quota import CreatorWeek, QuotaEntry, QuotaWindow, Reservation
from rapport.outreach.models.threads import Message, MessageTemplate, Thread

__all__ = [
    "CreatorWeek",
    "Invitation",
    "Message",
    "MessageTemplate",
    "QuotaEntry",
    "QuotaWindow",
    "Reservation",
    "Thread",
]
