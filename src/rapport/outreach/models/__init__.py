"""Rows of quota, invitations, threads and messages."""

from rapport.outreach.models.invitations import Invitation
from rapport.outreach.models.opt_outs import OptOut
from rapport.outreach.models.quota import CreatorWeek, QuotaWindow, Reservation
from rapport.outreach.models.threads import Message, MessageTemplate, Thread

__all__ = ["CreatorWeek", "Invitation", "Message", "MessageTemplate", "OptOut", "QuotaWindow", "Reservation", "Thread"]
