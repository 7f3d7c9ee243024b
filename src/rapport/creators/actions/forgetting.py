"""Forgetting one person in the library: what was known of them goes, a mark and an emptied record stay.

The record stays because order lines and the ledger name it, which the law of bookkeeping keeps for years; it has a
pseudonym for a handle. The mark is a keyed digest: it tells whoever comes in again, and cannot be turned back.
"""

from datetime import datetime
from secrets import token_hex

from django.db import models, transaction
from django.db.models import Q

from rapport.creators.actions.belongings import links
from rapport.creators.actions.changes import note_changed
from rapport.creators.models import Creator, Forgotten, FormerHandle, Merge, Proposal, PseudonymSecret
from rapport.creators.models.creator import METRIC_COLUMNS
from rapport.creators.queries.people import accounts_of
from rapport.creators.rules.pseudonyms import handle_mark, open_id_mark, pseudonym
from rapport.shared.refusals import NotFound

OWN_APP = "creators"
BLANK = ("open_id", "nickname", "bio", "avatar_url", "language")
RECKONED = ("score", "gmv_30d_mid", "units_30d_mid", "activity_30d")
WHY = "forgotten"


def secret_of(workspace_id: int) -> str:
    """The secret of a workspace's pseudonyms and marks, made when first asked for."""
    found, _ = PseudonymSecret.objects.get_or_create(workspace_id=workspace_id, defaults={"secret": token_hex(32)})
    return found.secret


@transaction.atomic
def forget_creator(workspace_id: int, creator_id: int, *, now: datetime) -> list[Creator]:
    """Empty a person's records; they are given as they were. The caller forgets them in the domains above.

    Refuses with NotFound.
    """
    person = Creator.objects.select_for_update().filter(workspace_id=workspace_id, pk=creator_id).first()
    if person is None or person.forgotten_at is not None:
        raise NotFound(what="creator", id=creator_id)
    rows = list(Creator.objects.filter(pk__in=accounts_of(person.merged_into_id or person.pk)).order_by("pk"))
    secret, ids = secret_of(workspace_id), [row.pk for row in rows]
    _mark(workspace_id, rows, secret)
    was = list(Creator.objects.filter(pk__in=ids).order_by("pk"))
    for row in rows:
        _empty(row, pseudonym(secret, row.pk), now)
    Merge.objects.filter(Q(kept__in=ids) | Q(merged__in=ids)).delete()
    Proposal.objects.filter(Q(first__in=ids) | Q(second__in=ids)).delete()
    for model, field in links(numbered=True):
        if model._meta.app_label == OWN_APP and model not in (Creator, Forgotten):  # noqa: SLF001 - Django's documented API
            _rows(model).filter(**{f"{field.name}__in": ids}).delete()
    note_changed(workspace_id, ids)
    return was


def _mark(workspace_id: int, rows: list[Creator], secret: str) -> None:
    """Every open id and handle of the person, with the region and without one."""
    had_open_id = any(row.open_id for row in rows)
    marks = {open_id_mark(secret, row.open_id): row.pk for row in rows if row.open_id}
    before = FormerHandle.objects.filter(creator__in=[row.pk for row in rows])
    for creator_id, handle, region in [
        *((row.pk, row.handle, row.region) for row in rows),
        *before.values_list("creator_id", "handle", "region"),
    ]:
        for place in {region, ""}:
            marks.setdefault(handle_mark(secret, handle, place), creator_id)
    Forgotten.objects.bulk_create(
        [
            Forgotten(workspace_id=workspace_id, mark=mark, record_id=record_id, had_open_id=had_open_id)
            for mark, record_id in marks.items()
        ],
        ignore_conflicts=True,
    )


def _empty(row: Creator, name: str, now: datetime) -> None:
    for column in BLANK:
        setattr(row, column, "")
    for column in (*METRIC_COLUMNS, *RECKONED):
        setattr(row, column, None)
    row.handle, row.source, row.blocked_why, row.forgotten_at = name.lower(), WHY, WHY, now
    row.first_seen_at = row.seen_at = now
    row.save()


def _rows(model: type[models.Model]) -> models.QuerySet[models.Model]:
    return model._default_manager.all()  # noqa: SLF001 - Django's documented API
