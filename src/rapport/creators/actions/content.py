"""Keeping what creators' posts show, one digest a creator."""

from collections.abc import Collection
from dataclasses import fields
from datetime import datetime

from django.db import transaction

from rapport.creators.actions.changes import note_changed
from rapport.creators.models import ContentDigest, Creator
from rapport.creators.queries.content import place_of, posts_of
from rapport.creators.queries.lexicon import lexicon
from rapport.creators.rules.content.analysis import analyse
from rapport.creators.rules.content.digest import Digest, digest_of

COLUMNS = tuple(field.name for field in fields(Digest))


@transaction.atomic
def digest_content(workspace_id: int, creator_ids: Collection[int], *, now: datetime) -> int:
    """Write the digests of creators anew from all their posts, as of `now`; of how many, whoever has no post left out.

    Call it inside the transaction that keeps the posts. What is kept of suspicion stays.
    """
    posts = posts_of(sorted(creator_ids))
    owners = Creator.objects.filter(workspace_id=workspace_id).in_bulk(list(posts))
    before = {pk: _figures(row) for pk, row in ContentDigest.objects.in_bulk(list(owners)).items()}
    words = lexicon()
    rows = [_row(pk, digest_of(analyse(posts[pk], place_of(one), words, now)), now) for pk, one in owners.items()]
    ContentDigest.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["creator"], update_fields=["digested_on", *COLUMNS]
    )
    note_changed(workspace_id, (row.pk for row in rows if before.get(row.pk) != _figures(row)))
    return len(rows)


def _row(creator_id: int, digest: Digest, now: datetime) -> ContentDigest:
    told = {name: getattr(digest, name) for name in COLUMNS}
    return ContentDigest(creator_id=creator_id, digested_on=now.date(), **told)


def _figures(row: ContentDigest) -> tuple[object, ...]:
    return tuple(getattr(row, name) for name in COLUMNS)
