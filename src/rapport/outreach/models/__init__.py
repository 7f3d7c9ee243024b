"""Rows of quota, invitations, threads and messages."""

from rapport.outreach.models.channels import ChannelAccount, Envelope, OptOut, OptOutMark, StrayMessage
from rapport.outreach.models.invitations import Invitation
from rapport.outreach.models.quota import CreatorWeek, QuotaWindow, Reservation
from rapport.outreach.models.threads import Message, MessageTemplate, Thread

__all__ = [
    "ChannelAccount",
    "CreatorWeek",
    "Envelope",
    "Invitation",
    "Message",
    "MessageTemplate",
    "OptOut",
    "OptOutMark",
    "QuotaWindow",
    "Reservation",
    "StrayMessage",
    "Thread",
]
