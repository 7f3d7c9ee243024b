"""Rows of quota, invitations, threads and messages."""

from rapport.outreach.models.experiments import Experiment
from rapport.outreach.models.invitations import Invitation
from rapport.outreach.models.quota import CreatorWeek, QuotaWindow, Reservation
from rapport.outreach.models.threads import Message, MessageTemplate, Thread
from rapport.outreach.models.wordings import MessageWording, WordingPlace

__all__ = [
    "CreatorWeek",
    "Experiment",
    "Invitation",
    "Message",
    "MessageTemplate",
    "MessageWording",
    "QuotaWindow",
    "Reservation",
    "Thread",
    "WordingPlace",
]
