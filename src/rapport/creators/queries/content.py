"""What creators post, as rows tell it, and what that shows of them."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from rapport.creators.models import CarriedProduct, ContentDigest, Creator, SeenVideo
from rapport.creators.queries.imports import category_names
from rapport.creators.queries.lexicon import lexicon
from rapport.creators.rules.content.analysis import Analysis, Place, analyse
from rapport.creators.rules.content.posts import Form, Post, merged
from rapport.creators.rules.content.titles import Nameable, nameable
from rapport.shared.layouts import folded
from rapport.shops.rules.regions import REGIONS

PATH = re.compile(r"\s*[/>›]\s*")
"""How data tools write a category inside another."""
TITLES_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Content:
    """A creator's posts, what they show, the titles that a message may name, and what was kept of it."""

    analysis: Analysis
    titles: list[Nameable]
    digest: ContentDigest | None


def content_of(creator: Creator, categories: Collection[str], now: datetime) -> Content:
    """What a creator's posts show now; `categories` are those whose titles are named first."""
    posts = posts_of([creator.pk]).get(creator.pk, [])
    return Content(
        analysis=analyse(posts, place_of(creator), lexicon(), now),
        titles=nameable(posts, frozenset(categories), now)[:TITLES_SHOWN],
        digest=ContentDigest.objects.filter(creator=creator).first(),
    )


def digest_of_creator(creator_id: int) -> ContentDigest:
    """What is kept of a creator's posts; a row without figures where nothing is."""
    return ContentDigest.objects.filter(creator=creator_id).first() or ContentDigest(creator_id=creator_id)


def place_of(creator: Creator) -> Place:
    """The time zone of a creator's region, and the languages they may write in."""
    region = REGIONS.get(creator.region)
    languages = [creator.language.split("-")[0].lower(), region.language if region else ""]
    return Place(region.timezone if region else "", tuple(dict.fromkeys(one for one in languages if one)))


def posts_of(creator_ids: Sequence[int]) -> dict[int, list[Post]]:
    """The posts of creators, the newest first, with the categories of what they carry; who has none is left out."""
    rows = list(SeenVideo.objects.filter(creator__in=creator_ids))
    categories = _categories_of(rows)
    told: dict[int, list[Post]] = {}
    for row in rows:
        told.setdefault(row.creator_id, []).append(_post(row, categories))
    return {creator_id: merged(found) for creator_id, found in told.items()}


def category_keys_of(text: str) -> frozenset[str]:
    """The keys of a category as a data tool writes it, `手机与数码/影音设备/音箱`; an unknown one is its own text."""
    names = category_names()
    parts = [part for part in PATH.split(text) if part]
    keys = {key for part in parts for key in names.get(folded(part), ())}
    return frozenset(keys or parts[:1])


def _categories_of(rows: Iterable[SeenVideo]) -> dict[tuple[int, str], frozenset[str]]:
    carrying = [row for row in rows if row.product_key]
    found = CarriedProduct.objects.filter(
        creator__in={row.creator_id for row in carrying}, product_key__in={row.product_key for row in carrying}
    ).exclude(category="")
    return {
        (creator_id, product_key): category_keys_of(category)
        for creator_id, product_key, category in found.values_list("creator_id", "product_key", "category")
    }


def _post(row: SeenVideo, categories: Mapping[tuple[int, str], frozenset[str]]) -> Post:
    return Post(
        posted_at=row.posted_at,
        form=Form(row.form),
        title=row.title,
        views=row.views,
        likes=row.likes,
        units=row.units_28d,
        gmv_minor=row.gmv_28d_minor,
        currency=row.currency,
        is_shoppable=row.is_shoppable,
        is_ad=row.is_ad,
        categories=categories.get((row.creator_id, row.product_key), frozenset()),
    )
