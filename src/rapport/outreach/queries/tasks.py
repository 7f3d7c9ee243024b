"""What the account manager was asked, and what is still open."""

from django.db.models import Count, F

from rapport.creators.models import Creator
from rapport.outreach.models import ManagerTask
from rapport.shared.paging import Cut, Page
from rapport.shared.refusals import NotFound

PAGE_SIZE = 50
State = ManagerTask.State


def task(workspace_id: int, task_id: int) -> ManagerTask:
    """Refuses with NotFound."""
    found = ManagerTask.objects.filter(pk=task_id, workspace_id=workspace_id).select_related("shop").first()
    if found is None:
        raise NotFound(what="task", id=task_id)
    return found


def task_page(workspace_id: int, state: str, page: int) -> Page[ManagerTask]:
    """Requests of one state, or all: what is due first, then the newest; `people` says about how many creators."""
    rows = ManagerTask.objects.filter(workspace_id=workspace_id)
    rows = rows.filter(state=state) if state else rows
    cut = Cut.of(rows.count(), page, PAGE_SIZE)
    shown = rows.annotate(people=Count("creators")).select_related("shop")
    return cut.holding(list(shown.order_by(F("due_on").asc(nulls_last=True), "-asked_at", "-pk")[cut.part]))


def open_tasks(workspace_id: int, limit: int) -> list[ManagerTask]:
    """What is not closed, the most urgent first."""
    rows = ManagerTask.objects.filter(workspace_id=workspace_id).exclude(state=State.CLOSED)
    shown = rows.annotate(people=Count("creators")).select_related("shop")
    return list(shown.order_by(F("due_on").asc(nulls_last=True), "asked_at", "pk")[:limit])


def creators_of(row: ManagerTask) -> list[Creator]:
    return list(row.creators.order_by("handle", "pk"))
