"""Up to five creators side by side."""

from collections.abc import Sequence
from dataclasses import dataclass

from rapport.creators.models import Creator, Dealings
from rapport.creators.queries.groupings import category_keys, tags_of_creators
from rapport.creators.rules.comparing import DEALINGS, FIGURES, MOST, Row, compared
from rapport.shared.refusals import NotFound, Refusal


class TooManyToCompare(Refusal):
    """More creators than fit side by side."""

    code = "creators.too_many_to_compare"


@dataclass(frozen=True, slots=True)
class Compared:
    """The creators in the order they were asked for, their figures row by row, and what was dealt with them."""

    creators: list[Creator]
    categories: list[tuple[str, ...]]
    tags: list[tuple[str, ...]]
    figures: list[Row]
    dealings: list[Row]
    currencies: list[str | None]
    dealt_in: list[str | None]


def side_by_side(workspace_id: int, creator_ids: Sequence[int]) -> Compared:
    """Four queries. Refuses with TooManyToCompare, or with NotFound for who is not of this workspace."""
    wanted = list(dict.fromkeys(creator_ids))
    if len(wanted) > MOST:
        raise TooManyToCompare(most=MOST, asked=len(wanted))
    rows = Creator.objects.filter(workspace_id=workspace_id).in_bulk(wanted)
    for creator_id in wanted:
        if creator_id not in rows:
            raise NotFound(what="creator", id=creator_id)
    creators = [rows[creator_id] for creator_id in wanted]
    dealt = Dealings.objects.in_bulk(wanted)
    dealings = [dealt.get(creator_id) for creator_id in wanted]
    keys, tags = category_keys(wanted), tags_of_creators(wanted)
    currencies = [one.currency for one in creators]
    dealt_in = [one.currency if one else None for one in dealings]
    return Compared(
        creators=creators,
        categories=[keys.get(creator_id, ()) for creator_id in wanted],
        tags=[tags.get(creator_id, ()) for creator_id in wanted],
        figures=[compared(kind, [getattr(one, kind.name) for one in creators], currencies) for kind in FIGURES],
        dealings=[
            compared(kind, [getattr(one, kind.name) if one else None for one in dealings], dealt_in)
            for kind in DEALINGS
        ]
        if dealt
        else [],
        currencies=currencies,
        dealt_in=dealt_in,
    )
