"""Importing files of creators: each row is kept or refused with its reason; the same file again changes nothing."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import BinaryIO

from django.db import transaction

from rapport.creators.actions.changes import note_changed
from rapport.creators.actions.compare import compare_after_import
from rapport.creators.actions.contacts import ToldContact, keep_contacts
from rapport.creators.actions.content import digest_content
from rapport.creators.actions.keep import keep_batch
from rapport.creators.actions.scoring import score_if_due
from rapport.creators.models import CarriedProduct, SeenVideo
from rapport.creators.queries.engines.chosen import engine
from rapport.creators.queries.imports import category_names, last_told, layouts_for
from rapport.creators.queries.profile import known_for
from rapport.creators.rules.imports.facts import CreatorFacts
from rapport.creators.rules.imports.rows import Reading, read_creator
from rapport.creators.rules.imports.tellings import columns, creators_told, fullest, tells_news, tells_nothing
from rapport.creators.rules.matching import KnownCreators
from rapport.creators.rules.metrics import Sighting
from rapport.shops.actions.imports import Intake, cycles_left_alone, import_file, unwatched
from rapport.shops.actions.trail import ImportReport
from rapport.shops.models import Workspace
from rapport.shops.rules.regions import region as region_of
from rapport.shops.rules.roles import Actor

TIMEZONE = "UTC"
"""Of moments that name no offset; a list of creators has no time zone of its own."""
PRODUCT_FIELDS = (
    *("title", "brand", "category", "price_minor", "currency"),
    *("commission_rate", "units_28d", "gmv_28d_minor"),
)
POST_FIELDS = (
    *("title", "form", "seconds", "views", "likes", "is_ad", "is_shoppable"),
    *("units_28d", "gmv_28d_minor", "currency"),
)


def import_creators(
    workspace_id: int,
    file: BinaryIO,
    file_name: str,
    *,
    region: str = "",
    by: Actor,
    now: datetime,
    progress: Callable[[int], None] = unwatched,
    recorded: Callable[[int], None] = unwatched,
) -> ImportReport:
    """Keep the creators of a file, with what they carry and post where it says so; how many rows became what.

    `region` holds where the rows do not say; `progress` and `recorded` as in `import_file`. Refuses with
    FileUnreadable, LayoutUnknown or RegionUnknown, before anything is kept.
    """
    reading = Reading(region_of(region) if region else None, category_names(), now)
    intake = Intake(
        layouts=layouts_for(workspace_id),
        timezone=TIMEZONE,
        read=partial(read_creator, reading=reading),
        keep=lambda facts: _keep(workspace_id, facts),
        left_out=lambda facts: facts.left_out,
        beside=True,
    )
    report = import_file(workspace_id, file, file_name, intake, by=by, now=now, progress=progress, recorded=recorded)
    with cycles_left_alone():
        score_if_due(workspace_id, now=now)
        compare_after_import(workspace_id, now=now)
        engine().bring_up(workspace_id)
    return report


@transaction.atomic
def _keep(workspace_id: int, facts: Sequence[CreatorFacts]) -> None:
    # Two imports of one list at once would both find that a creator is new.
    Workspace.objects.select_for_update().get(pk=workspace_id)
    told = creators_told([one.sighting for one in facts])
    known = _known(workspace_id, told)
    keep_batch(workspace_id, _news(told, known), known)
    more = [one for one in facts if one.carried is not None or one.video is not None or one.contacts]
    if not more:
        return
    known = _known(workspace_id, [one.sighting for one in more])
    whose = [(match.creator_id, one) for one in more if (match := known.match(one.sighting)) is not None]
    _keep_carried(whose)
    _keep_videos(whose)
    _keep_contacts(whose)
    posting = {creator_id for creator_id, one in whose if one.video is not None}
    if posting:
        note_changed(workspace_id, posting)
        digest_content(workspace_id, posting, now=max(one.sighting.seen_at for one in facts))


def _known(workspace_id: int, told: Sequence[Sighting]) -> KnownCreators:
    return KnownCreators.of(known_for(workspace_id, [], [one.handle for one in told]))


def _news(told: Sequence[Sighting], known: KnownCreators) -> list[Sighting]:
    """Those that say more than their source said before."""
    matches = [(one, known.match(one)) for one in told]
    before = last_told(told[0].source, [match.creator_id for _, match in matches if match is not None])
    news = []
    for one, match in matches:
        last = before.get(match.creator_id) if match is not None else None
        if last is not None and not tells_news(one, last.figures, last.own, last.taken_on):
            continue
        if match is None or not tells_nothing(one):
            news.append(one)
    return news


def _keep_contacts(whose: Sequence[tuple[int, CreatorFacts]]) -> None:
    told = [
        ToldContact(creator_id, kind, address, one.sighting.source)
        for creator_id, one in whose
        for kind, address in one.contacts
    ]
    if told:
        keep_contacts(told, now=max(one.sighting.seen_at for _, one in whose))


def _keep_carried(whose: Sequence[tuple[int, CreatorFacts]]) -> None:
    rows = fullest(
        ((creator_id, one.carried.product_key), one.carried) for creator_id, one in whose if one.carried is not None
    )
    CarriedProduct.objects.bulk_create(
        [CarriedProduct(creator_id=creator_id, **columns(carried)) for (creator_id, _), carried in rows.items()],
        update_conflicts=True,
        unique_fields=["creator", "product_key"],
        update_fields=PRODUCT_FIELDS,
    )


def _keep_videos(whose: Sequence[tuple[int, CreatorFacts]]) -> None:
    rows = fullest(
        ((creator_id, one.video.posted_at, one.video.product_key), one.video)
        for creator_id, one in whose
        if one.video is not None
    )
    SeenVideo.objects.bulk_create(
        [SeenVideo(creator_id=creator_id, **columns(video)) for (creator_id, _, _), video in rows.items()],
        update_conflicts=True,
        unique_fields=["creator", "posted_at", "product_key"],
        update_fields=POST_FIELDS,
    )
