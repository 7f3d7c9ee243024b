"""Asking for a demonstration's clock to be moved on; a job does it, for the sandbox is beyond the network."""

from datetime import datetime, timedelta

from django.db import transaction

from rapport.shared.clock import whole_seconds
from rapport.shared.refusals import NotFound, Refusal
from rapport.shops.actions.trail import record
from rapport.shops.models import Connection
from rapport.shops.queries.clocks import MOVE, MOVE_KEY, is_moving
from rapport.shops.rules.roles import Actor
from rapport.work.queue import enqueue


class ClockUnderWay(Refusal):
    """The clock is being moved already: one jump after the other."""

    code = "shops.clock_under_way"


@transaction.atomic
def ask_to_move(workspace_id: int, connection_id: int, length: timedelta, *, by: Actor, now: datetime) -> None:
    """Have a sandbox's clock moved on by a length of time. Refuses with NotFound or ClockUnderWay."""
    found = Connection.objects.select_for_update().filter(
        pk=connection_id, workspace_id=workspace_id, kind=Connection.Kind.SANDBOX
    )
    if found.first() is None:
        raise NotFound(what="connection", id=connection_id)
    if is_moving(connection_id):
        raise ClockUnderWay
    enqueue(MOVE, MOVE_KEY.format(connection_id, whole_seconds(length)))
    record(workspace_id, by, "clock.move", now=now, seconds=whole_seconds(length))
