"""The quota ledger as pages show it: each message with what became of it, each line of the journal."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, Sum

from rapport.outreach.models import QuotaEntry, Reservation

State = Reservation.State


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One message that was to go: sent, on its way, given back, or skipped (units 0), and why."""

    at: datetime
    kind: str
    creator_id: int
    creator_name: str
    units: int
    state: str
    why: dict[str, object]


@dataclass(frozen=True, slots=True)
class JournalLine:
    """One change of a window; the creator is empty where the window itself changed."""

    at: datetime
    event: str
    kind: str
    creator_id: int | None
    creator_name: str
    held: int
    spent: int
    elsewhere: int
    why: dict[str, object]


def ledger_lines(workspace_id: int, window_id: int, limit: int = 200) -> list[LedgerLine]:
    """A window's messages to this workspace's creators, the newest first, with those that were skipped."""
    places = Reservation.objects.filter(window_id=window_id, creator__workspace_id=workspace_id)
    skipped = QuotaEntry.objects.filter(
        window_id=window_id, event=QuotaEntry.Event.SKIPPED, creator__workspace_id=workspace_id
    )
    lines = [
        LedgerLine(row.made_at, row.kind, row.creator_id, row.creator.shown_name, row.units, row.state, row.why)
        for row in places.select_related("creator").order_by("-made_at", "-pk")[:limit]
    ]
    lines += [
        LedgerLine(row.at, row.kind, row.creator.pk, row.creator.shown_name, 0, row.event, row.why)
        for row in skipped.select_related("creator").order_by("-at", "-pk")[:limit]
        if row.creator is not None
    ]
    return sorted(lines, key=lambda line: line.at, reverse=True)[:limit]


def journal_lines(workspace_id: int, window_id: int, limit: int = 400) -> list[JournalLine]:
    """Everything that changed a window, the newest first. Lines of other workspaces are left out: see
    `units_of_others`.
    """
    ours = Q(creator=None) | Q(creator__workspace_id=workspace_id)
    rows = QuotaEntry.objects.filter(ours, window_id=window_id).select_related("creator").order_by("-at", "-pk")
    return [
        JournalLine(
            at=row.at,
            event=row.event,
            kind=row.kind,
            creator_id=row.creator_id,
            creator_name=row.creator.shown_name if row.creator else "",
            held=row.held,
            spent=row.spent,
            elsewhere=row.elsewhere,
            why=row.why,
        )
        for row in rows[:limit]
    ]


def units_of_others(workspace_id: int, window_id: int) -> int:
    """Units that other workspaces of this installation hold or spent in a window that they share."""
    places = Reservation.objects.filter(window_id=window_id).exclude(state=State.RELEASED)
    theirs = places.exclude(creator__workspace_id=workspace_id)
    return theirs.aggregate(units=Sum("units"))["units"] or 0
