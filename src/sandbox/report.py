"""What an export holds: the shop's affiliate figures of some days as rows of a table. Values in, rows out."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import TypeVar
from zoneinfo import ZoneInfo

from sandbox.commission import commission
from sandbox.markets import Market
from sandbox.store.sales import Content, OrderLine

T = TypeVar("T", OrderLine, Content)

SPANS = {"PAST_24H": 1, "PAST_7_DAYS": 7, "PAST_30_DAYS": 30}
FIGURES = ("orders", "units_sold", "gmv", "refunded_gmv", "estimated_commission", "videos", "lives")


@dataclass(frozen=True, slots=True)
class Found:
    """What happened in the days of an export, known as of the moment it was asked for."""

    lines: Sequence[OrderLine]
    contents: Sequence[Content]
    asked_at: int


def bounds(end_day: date, days: int, zone: ZoneInfo) -> tuple[int, int]:
    """Return the seconds from 00:00 of the first day to 00:00 after the last one."""
    first, after = end_day - timedelta(days=days - 1), end_day + timedelta(days=1)
    start, end = (datetime(day.year, day.month, day.day, tzinfo=zone) for day in (first, after))
    return int(start.timestamp()), int(end.timestamp())


def by_day(found: Found, market: Market, basis: str) -> list[list[str]]:
    """Return one row for each day on which something happened."""

    def day(moment: int) -> str:
        return datetime.fromtimestamp(moment, market.timezone).date().isoformat()

    rows = []
    for name in sorted({day(row.created_at) for row in found.lines} | {day(row.posted_at) for row in found.contents}):
        lines = [line for line in found.lines if day(line.created_at) == name]
        contents = [item for item in found.contents if day(item.posted_at) == name]
        rows.append([name, *_figures(Found(lines, contents, found.asked_at), market, basis)])
    return [["date", *FIGURES], *rows]


def by_creator(found: Found, market: Market, basis: str, handle: Callable[[int], str]) -> list[list[str]]:
    """Return one row for each creator who sold or posted, by user name."""
    lines, contents = _grouped(found.lines), _grouped(found.contents)
    rows = []
    for creator in lines.keys() | contents.keys():
        theirs = Found(lines.get(creator, []), contents.get(creator, []), found.asked_at)
        rows.append([handle(creator), *_figures(theirs, market, basis)])
    return [["creator_username", *FIGURES], *sorted(rows)]


def _grouped(rows: Iterable[T]) -> dict[int, list[T]]:
    ordered = sorted(rows, key=lambda row: row.creator)
    return {creator: list(group) for creator, group in groupby(ordered, lambda row: row.creator)}


def _figures(found: Found, market: Market, basis: str) -> list[str]:
    known = [line.known_at(found.asked_at) for line in found.lines]
    formats = [item.format for item in found.contents]
    amounts = (
        sum(line.price * line.quantity for line in known),
        sum(line.refunded_amount for line in known),
        sum(commission(line, basis).estimated for line in known),
    )
    return [
        str(len({line.order_id for line in found.lines})),
        str(sum(line.quantity for line in known)),
        *(market.decimal_text(amount) for amount in amounts),
        str(formats.count("VIDEO")),
        str(formats.count("LIVE")),
    ]
