"""Asking the platform's account manager for something, and what came of it."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from rapport.creators.actions.exporting import export_deidentified
from rapport.creators.queries.selection import selected
from rapport.outreach.models import ManagerTask
from rapport.outreach.queries.tasks import task
from rapport.shared.refusals import NotFound, Refusal
from rapport.shops.actions.trail import record
from rapport.shops.models import Shop
from rapport.shops.rules.roles import Actor

REQUEST_CHARS, ANSWER_CHARS = 500, 4000
State = ManagerTask.State


class RequestEmpty(Refusal):
    """A request says what is asked for."""

    code = "tasks.request_empty"


class TaskSettled(Refusal):
    """The request is closed; ask anew."""

    code = "tasks.closed"


@dataclass(frozen=True, slots=True)
class Asking:
    """What is asked, about which creators, for which shop, and by when."""

    request: str
    creator_ids: Collection[int]
    shop_id: int | None = None
    due_on: date | None = None


@transaction.atomic
def ask_manager(workspace_id: int, asking: Asking, *, by: Actor, now: datetime) -> ManagerTask:
    """Write down a request. Refuses with RequestEmpty, or NotFound for somebody else's creators or shop."""
    words = asking.request.strip()[:REQUEST_CHARS]
    if not words:
        raise RequestEmpty
    if asking.shop_id is not None and not Shop.objects.filter(pk=asking.shop_id, workspace_id=workspace_id).exists():
        raise NotFound(what="shop", id=asking.shop_id)
    made = ManagerTask.objects.create(
        workspace_id=workspace_id,
        shop_id=asking.shop_id,
        request=words,
        due_on=asking.due_on,
        asked_at=now,
        asked_by=by.label[:80],
    )
    made.creators.set(selected(workspace_id, asking.creator_ids))
    record(workspace_id, by, "task.ask", words, now=now, creators=len(asking.creator_ids))
    return made


@transaction.atomic
def answer_task(workspace_id: int, task_id: int, answer: str, *, by: Actor, now: datetime) -> None:
    """Keep what the account manager said. Refuses with NotFound or TaskSettled."""
    row = task(workspace_id, task_id)
    if row.state == State.CLOSED:
        raise TaskSettled
    row.state, row.answer, row.answered_at = State.ANSWERED, answer.strip()[:ANSWER_CHARS], now
    row.save(update_fields=["state", "answer", "answered_at"])
    record(workspace_id, by, "task.answer", row.request, now=now)


@transaction.atomic
def close_task(workspace_id: int, task_id: int, *, by: Actor, now: datetime) -> None:
    """Nothing more is expected. Refuses with NotFound; closed twice is closed once."""
    row = task(workspace_id, task_id)
    if row.state == State.CLOSED:
        return
    row.state, row.closed_at = State.CLOSED, now
    row.save(update_fields=["state", "closed_at"])
    record(workspace_id, by, "task.close", row.request, now=now)


def export_task(workspace_id: int, task_id: int, *, by: Actor, now: datetime) -> Iterator[str]:
    """The lines of the file that goes with a request: its creators, from which nobody can be told who they are.

    Refuses with NotFound.
    """
    row = task(workspace_id, task_id)
    ids = list(row.creators.order_by("pk").values_list("pk", flat=True))
    return export_deidentified(workspace_id, creator_ids=ids, by=by, now=now)
