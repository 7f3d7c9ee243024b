"""Rows of quota, invitations, threads and messages."""

from rapport.outreach.models.departures import Departure, Standstill
from rapport.outreach.models.invitations import Invitation
from rapport.outreach.models.quota import CreatorWeek, QuotaWindow, Reservation
from rapport.outreach.models.threads import Message, MessageTemplate, Thread

__all__ = [
    "CreatorWeek",
    "Departure",
    "Invitation",
    "Message",
    "MessageTemplate",
    "QuotaWindow",
    "Reservation",
    "Standstill",
    "Thread",
]
