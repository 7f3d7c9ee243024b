"""The library as it may be handed to an account manager: who it is cannot be told, what was asked and came of it can.

No handle, name, open id, picture, bio, contact, tag or note; figures as bands; a pseudonym that stays the same from
file to file, so that both sides can speak of one creator.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence

from rapport.creators.models import Creator, Dealings
from rapport.creators.queries.exporting import pages_of
from rapport.creators.queries.groupings import category_keys
from rapport.creators.rules.categories import category_name
from rapport.creators.rules.exporting import band, rate_band, size_band
from rapport.creators.rules.pseudonyms import pseudonym
from rapport.shared.money import minor_digits

HEADER = (
    "creator",
    "region",
    "categories",
    "score",
    "followers",
    "average views",
    "posts in 30 days",
    "GMV in 30 days",
    "currency",
    "units in 30 days",
    "interaction rate",
    "invitations",
    "last asked",
    "what happened",
    "samples received",
    "samples with content",
    "content",
    "paid orders",
)


def deidentified_rows(
    workspace_id: int,
    secret: str,
    bands: Sequence[int],
    *,
    list_id: int | None = None,
    creator_ids: Collection[int] | None = None,
) -> Iterator[tuple[object, ...]]:
    """The rows under HEADER, in the order of their pseudonyms within each part; `bands` are those of followers."""
    for rows in pages_of(workspace_id, list_id=list_id, creator_ids=creator_ids):
        ids = [one.pk for one in rows]
        keys, dealt = category_keys(ids), Dealings.objects.in_bulk(ids)
        named = sorted((pseudonym(secret, one.pk), one) for one in rows)
        for name, one in named:
            yield _row(name, one, keys, dealt.get(one.pk, Dealings()), bands)


def _row(
    name: str, one: Creator, keys: Mapping[int, tuple[str, ...]], dealt: Dealings, bands: Sequence[int]
) -> tuple[object, ...]:
    asked = dealt.last_contact_at
    return (
        name,
        one.region,
        "; ".join(category_name(key, "en") for key in keys.get(one.pk, ())),
        one.score,
        band(one.followers, bands),
        size_band(one.average_views),
        size_band(one.activity_30d),
        size_band(_whole(one.gmv_30d_mid, one.currency)),
        one.currency,
        size_band(one.units_30d_mid),
        rate_band(one.interaction_rate),
        dealt.invitations,
        asked.strftime("%Y-%m") if asked else "",
        _happened(dealt),
        dealt.samples_received,
        dealt.samples_with_content,
        dealt.contents,
        size_band(dealt.paid_orders),
    )


def _whole(minor: int | None, currency: str | None) -> int | None:
    return None if minor is None or not currency else minor // 10 ** minor_digits(currency)


def _happened(dealt: Dealings) -> str:
    """The furthest they went with us, in a word."""
    told = (
        (dealt.paid_orders, "sold"),
        (dealt.contents, "posted"),
        (dealt.accepted, "accepted"),
        (dealt.declined or dealt.opted_out, "declined"),
        (dealt.replies, "replied"),
        (dealt.contacts or dealt.invitations, "no answer"),
    )
    return next((word for count, word in told if count), "not asked")
