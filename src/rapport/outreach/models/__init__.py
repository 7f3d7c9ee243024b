"""Rows of quota, invitations, threads, messages, and what members keep beside them."""

from rapport.outreach.models.inbox import Picture, Presence, ThreadNote
from rapport.outreach.models.invitations import Invitation
from rapport.outreach.models.opt_outs import OptOut
from rapport.outreach.models.quota import CreatorWeek, QuotaWindow, Reservation
from rapport.outreach.models.tasks import ManagerTask
from rapport.outreach.models.threads import Message, MessageTemplate, Thread

__all__ = [
    "CreatorWeek",
    "Invitation",
    "ManagerTask",
    "Message",
    "MessageTemplate",
    "OptOut",
    "Picture",
    "Presence",
    "QuotaWindow",
    "Reservation",
    "Thread",
    "ThreadNote",
]
