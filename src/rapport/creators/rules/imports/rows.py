"""A row of a file read as facts about one creator."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import partial
from typing import Any

from rapport.creators.rules.contact_points import ADDRESS_CHARS as CONTACT_CHARS
from rapport.creators.rules.contact_points import AddressInvalid, ContactKind, plain_address
from rapport.creators.rules.content.posts import Form
from rapport.creators.rules.imports.facts import CarriedFacts, CreatorFacts, VideoFacts
from rapport.creators.rules.imports.markets import Market, market_of
from rapport.creators.rules.metrics import Metrics, Sighting, rate_of
from rapport.shared.layouts import folded
from rapport.shared.records import Bounds, OtherCurrency, Record
from rapport.shared.refusals import Reason
from rapport.shops.rules.regions import Region

OWN = "own_"
"""Fields about the workspace's own shop."""
CATEGORY_CHARS, ADDRESS_CHARS = 60, 500
VIDEO_NUMBER = re.compile(r"/video/([0-9]{19})(?![0-9])")
A_DAY_ELSEWHERE = timedelta(hours=38)
"""A day is over everywhere this long after it began in Greenwich."""
COUNTS = ("followers", "average_views", "average_likes", "videos_30d", "lives_30d", "products_28d")
RATES = ("interaction_rate", "engagement_rate", "adult_share", "female_share")
AMOUNTS = ("gmv_30d", "video_gpm", "live_gpm")
CONTACTS = (ContactKind.EMAIL, ContactKind.WHATSAPP)
Money = Callable[[str], Bounds | None]


@dataclass(frozen=True, slots=True)
class Reading:
    """What holds for all rows of one file: the region given for it, the names of categories, the time of reading."""

    given: Region | None
    categories: Mapping[str, tuple[str, ...]]
    """Category keys by folded name; none for a name that says nothing."""
    now: datetime


def read_creator(record: Record, reading: Reading) -> CreatorFacts:
    """The creator, product and video that a row tells of. Refuses as the record's readers do."""
    market = market_of(record, reading.given)
    left_out: list[Reason] = []
    money = partial(_money, record, market.currency, left_out)
    sighting = Sighting(
        handle=record.handle("handle"),
        region=market.region,
        seen_at=reading.now,
        source=record.match.layout.name,
        metrics=_metrics(record, money, market.currency),
        nickname=record.text("nickname", 120),
        categories=_categories(record, reading.categories),
        own=_own(record, money),
    )
    there = record.match.places
    product_key = record.identifier("product_id") if "product_id" in there else ""
    carried = _carried(record, product_key, market) if product_key else None
    video = _video(record, product_key, money, market.currency) if "video_posted_at" in there else None
    contacts = _contacts(record, left_out)
    return CreatorFacts(sighting, carried, video, tuple(left_out), contacts)


def _contacts(record: Record, left_out: list[Reason]) -> tuple[tuple[ContactKind, str], ...]:
    """The row's e-mail and WhatsApp, where it has any; one that cannot be an address is left out."""
    found = []
    for kind in CONTACTS:
        typed = record.text(kind.value, CONTACT_CHARS) if kind.value in record.match.places else ""
        try:
            if typed:
                found.append((kind, plain_address(kind, typed)))
        except AddressInvalid as refusal:
            left_out.append(Reason(refusal.code, refusal.data))
    return tuple(found)


def _money(record: Record, currency: str, left_out: list[Reason], name: str) -> Bounds | None:
    """An amount in the market's currency; one in another cannot stand beside the others and is left out."""
    try:
        return record.money(name, currency)
    except OtherCurrency as other:
        left_out.append(Reason(other.code, other.data))
        return None


def _metrics(record: Record, money: Money, currency: str) -> Metrics:
    """Only the fields that the file has are asked for: most files have few."""
    there = record.match.places
    told: dict[str, Any] = {name: record.count(name) for name in COUNTS if name in there}
    told |= {name: record.rate(name) for name in RATES if name in there}
    if "units_30d" in there and (units := record.counts("units_30d")):
        told |= {"units_30d_low": units.low, "units_30d_high": units.high}
    amounts = {name: amount for name in AMOUNTS if name in there and (amount := money(name))}
    if amounts:
        told["currency"] = currency
    if gmv := amounts.pop("gmv_30d", None):
        told |= {"gmv_30d_low": gmv.low, "gmv_30d_high": gmv.high}
    told |= {name: amount.middle for name, amount in amounts.items()}
    if "average_likes" in there:
        told |= _from_averages(record, told.get("average_views"), told["average_likes"])
    return Metrics(**told)


def _from_averages(record: Record, views: int | None, likes: int | None) -> dict[str, int]:
    """Interaction and engagement rate of a file that gives averages per video: the same quotients."""
    if views is None or likes is None:
        return {}
    comments, shares = record.count("average_comments"), record.count("average_shares")
    known = comments is not None and shares is not None
    interaction = rate_of(likes, views)
    engagement = rate_of(likes + (comments or 0) + (shares or 0), views) if known else None
    rates = {"interaction_rate": interaction, "engagement_rate": engagement}
    return {name: rate for name, rate in rates.items() if rate is not None}


def _own(record: Record, money: Money) -> dict[str, int]:
    found = {}
    fields = record.match.layout.fields
    for name in record.match.places:
        if name.startswith(OWN):
            value = _own_figure(record, money, name, fields[name].reads)
            if value is not None:
                found[name] = value
    return found


def _own_figure(record: Record, money: Money, name: str, reads: str) -> int | None:
    if reads in ("rate", "percent", "fraction"):
        return record.rate(name)
    bounds = money(name) if reads == "money" else record.counts(name)
    return bounds.middle if bounds is not None else None


def _carried(record: Record, product_key: str, market: Market) -> CarriedFacts:
    """The product's amounts stand in the currency beside its price, which need not be the creator's."""
    beside = record.currencies("price")
    currency = market.currency if not beside or market.currency in beside else beside[0]
    price, gmv = record.money("price", currency), record.money("product_gmv_28d", currency)
    return CarriedFacts(
        product_key=product_key,
        title=record.text("product_title", 300) or product_key,
        category=record.text("product_category", 120),
        brand=record.text("product_brand", 80),
        currency=currency,
        price_minor=price.middle if price else None,
        commission_rate=record.rate("product_rate"),
        units_28d=record.count("product_units_28d"),
        gmv_28d_minor=gmv.middle if gmv else None,
    )


def _video(record: Record, product_key: str, money: Money, currency: str) -> VideoFacts | None:
    told = record.moment("video_posted_at")
    if told is None:
        return None
    posted_at = posted_moment(told, record.text("video_link", ADDRESS_CHARS))
    gmv = money("video_gmv")
    return VideoFacts(
        posted_at=posted_at,
        product_key=product_key,
        title=record.text("video_title", 300),
        seconds=record.seconds("video_seconds"),
        views=record.count("video_views"),
        likes=record.count("video_likes"),
        is_ad=record.flag("video_is_ad"),
        form=Form(record.word("content_form") or Form.VIDEO),
        is_shoppable=record.flag("video_is_shoppable"),
        units_28d=record.count("video_units"),
        gmv_28d_minor=gmv.middle if gmv else None,
        currency=currency if gmv else "",
    )


def posted_moment(told: datetime, link: str) -> datetime:
    """When a video was posted, from a day and the video's address: its number begins with the second of its making.

    A list that gives only the day would otherwise make one of two videos of the same day.
    """
    found = VIDEO_NUMBER.search(link)
    if found is None or told.time() != time.min:
        return told
    made = datetime.fromtimestamp(int(found[1]) >> 32, UTC)
    return made if abs(made - told) <= A_DAY_ELSEWHERE else told


def _categories(record: Record, known: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    name = record.text("category", CATEGORY_CHARS)
    return known.get(folded(name), (name,)) if name else ()
