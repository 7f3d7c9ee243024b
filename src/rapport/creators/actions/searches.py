"""Saving a search of the marketplace, asking for its run, pausing it; and keeping what a run finds, page by page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F, QuerySet

from rapport.creators.actions.keep import keep_sightings
from rapport.creators.models import SavedSearch
from rapport.creators.queries.searches import search_of
from rapport.creators.rules.marketplace import (
    SearchNameTaken,
    SearchNeedsConnection,
    Wanted,
    checked_days,
    checked_name,
)
from rapport.creators.rules.metrics import Sighting
from rapport.shared.refusals import Reason
from rapport.shops.actions.trail import record
from rapport.shops.models import Shop
from rapport.shops.rules.keys import shop_key
from rapport.shops.rules.roles import Actor
from rapport.work.queue import enqueue

RUN = "creators.saved_searches"
LABEL_CHARS = 80


@dataclass(frozen=True, slots=True)
class Further:
    """Where the next page of a run begins; the platform needs both."""

    page_token: str
    search_key: str


def save_search(
    shop: Shop, name: str, wanted: Wanted, *, every_days: int | None = None, by: Actor, now: datetime
) -> SavedSearch:
    """Keep a search; one that repeats is run for the first time at once.

    Refuses with SearchUnnamed, SearchInvalid, SearchNameTaken or SearchNeedsConnection.
    """
    if shop.connection_id is None:
        raise SearchNeedsConnection(shop=shop.name)
    told = checked_name(name)
    made = SavedSearch(
        shop=shop,
        name=told,
        conditions=wanted.as_json(),
        every_days=checked_days(every_days),
        made_at=now,
        made_by=by.label[:LABEL_CHARS],
    )
    try:
        with transaction.atomic():
            made.save()
            record(shop.workspace_id, by, "search.save", told, now=now)
            if every_days is not None:
                enqueue(RUN, shop_key(shop.pk))
    except IntegrityError:
        raise SearchNameTaken(name=told) from None
    return made


@transaction.atomic
def ask_to_run(workspace_id: int, search_id: int, *, by: Actor, now: datetime) -> None:
    """Have a search run by the worker now, also a paused one. Refuses with NotFound."""
    found = search_of(workspace_id, search_id)
    SavedSearch.objects.filter(pk=search_id).update(asked_at=now)
    record(workspace_id, by, "search.run", found.name, now=now)
    enqueue(RUN, shop_key(found.shop_id))


@transaction.atomic
def pause_search(workspace_id: int, search_id: int, *, paused: bool, by: Actor, now: datetime) -> None:
    """Let a search rest, or repeat it again. Refuses with NotFound."""
    found = search_of(workspace_id, search_id)
    SavedSearch.objects.filter(pk=search_id).update(is_paused=paused)
    record(workspace_id, by, "search.pause" if paused else "search.resume", found.name, now=now)
    if not paused:
        enqueue(RUN, shop_key(found.shop_id))


@transaction.atomic
def delete_search(workspace_id: int, search_id: int, *, by: Actor, now: datetime) -> None:
    """Forget a search; whom it found stays. Refuses with NotFound."""
    found = search_of(workspace_id, search_id)
    record(workspace_id, by, "search.delete", found.name, now=now)
    found.delete()


def begin_run(search: SavedSearch, now: datetime) -> datetime:
    """Begin a run, or take up the one that was left; the moment as of which it sees creators."""
    if search.started_at is not None:
        return search.started_at
    _rows(search).update(
        started_at=now, asked_at=None, page_token="", search_key="", new_so_far=0, known_so_far=0, trouble=None
    )
    return now


@transaction.atomic
def keep_page(
    search: SavedSearch,
    sightings: Sequence[Sighting],
    further: Further | None,
    *,
    hold: Callable[[], None] = lambda: None,
) -> None:
    """Keep the creators of one page, count them, and remember where the next page begins: all or nothing.

    Without a further page the run is over. `hold` makes sure inside the transaction that the work is still ours.
    """
    hold()
    kept = keep_sightings(search.shop.workspace_id, sightings)
    _rows(search).update(new_so_far=F("new_so_far") + kept.added, known_so_far=F("known_so_far") + kept.updated)
    if further is None:
        end_run(search)
    else:
        _rows(search).update(page_token=further.page_token, search_key=further.search_key)


def end_run(search: SavedSearch, trouble: Reason | None = None) -> None:
    """The run is over: what it found stands beside the search, or why it found nothing."""
    _rows(search).filter(started_at__isnull=False).update(
        last_run_at=F("started_at"),
        found_new=F("new_so_far"),
        found_known=F("known_so_far"),
        trouble=trouble.as_json() if trouble else None,
        started_at=None,
        page_token="",
        search_key="",
    )


def begin_anew(search: SavedSearch) -> None:
    """The platform does not know the next page any more: what this run kept stays, and another one is due."""
    _rows(search).filter(started_at__isnull=False).update(
        asked_at=F("started_at"), started_at=None, page_token="", search_key=""
    )


def _rows(search: SavedSearch) -> QuerySet[SavedSearch]:
    return SavedSearch.objects.filter(pk=search.pk)
