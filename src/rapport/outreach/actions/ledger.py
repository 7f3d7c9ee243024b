"""Writing the quota ledger: whatever changes a window's counts, and whatever was not sent, has its line."""

from dataclasses import dataclass
from datetime import datetime

from rapport.creators.models import Creator
from rapport.outreach.models import QuotaEntry, QuotaWindow, Reservation
from rapport.outreach.queries.quota import current_window
from rapport.outreach.rules.quota import Kind
from rapport.shared.refusals import Reason, Refusal
from rapport.shops.models import Shop

Event = QuotaEntry.Event


@dataclass(frozen=True, slots=True)
class Change:
    """What a line does to the counts of its window, in units."""

    held: int = 0
    spent: int = 0
    elsewhere: int = 0


NO_CHANGE = Change()


def enter_place(place: Reservation, event: Event, change: Change = NO_CHANGE, *, why: str = "", now: datetime) -> None:
    """A line for a place. One that takes units says why it costs that; others say why they came, by the code `why`."""
    QuotaEntry.objects.create(
        window_id=place.window_id,
        reservation=place,
        creator_id=place.creator_id,
        event=event,
        kind=place.kind,
        at=now,
        held=change.held,
        spent=change.spent,
        why=Reason(why).as_json() if why else place.why if event == Event.HELD else {},
    )


def enter_window(window: QuotaWindow, event: Event, change: Change = NO_CHANGE, *, now: datetime) -> None:
    """A line for what became of the window itself; its reason is the window's."""
    QuotaEntry.objects.create(window=window, event=event, at=now, elsewhere=change.elsewhere, why=window.why)


def note_skipped(shop: Shop, creator: Creator, kind: Kind, why: Reason | Refusal, *, now: datetime) -> None:
    """Say that a message which was meant to go was not to be sent, and why. Nothing before the week was opened."""
    window = current_window(shop, now)
    if window is not None:
        reason = Reason(why.code, why.data)
        QuotaEntry.objects.create(
            window=window, creator=creator, event=Event.SKIPPED, kind=kind.value, at=now, why=reason.as_json()
        )
