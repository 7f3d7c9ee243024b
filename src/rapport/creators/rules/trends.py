"""How a figure changed, from dated snapshots: by how much over 7 and over 30 days (hundredths of a percent).

The change is told between the newest value of a source and the one that the same source gave at least so many days
before: two sources count differently, and their difference is no change. A snapshot much older than the span is none.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from rapport.creators.rules.metrics import Metrics, rate_of

SPANS = (7, 30)
"""Days."""
TOO_OLD = 2
"""Spans after which an older value says nothing of the change within one."""


@dataclass(frozen=True, slots=True)
class Dated:
    """What one source told on one day."""

    source: str
    on: date
    metrics: Metrics


@dataclass(frozen=True, slots=True)
class Change:
    """From one value to another; `rate` is unknown from zero, `days` are those that really lie between."""

    metric: str
    span: int
    before: int
    after: int
    days: int

    @property
    def rate(self) -> int | None:
        """In hundredths of a percent of the value before."""
        return rate_of(self.after - self.before, self.before)


def changes(metric: str, told: Sequence[Dated]) -> list[Change]:
    """The change of one attribute of `Metrics` over each span that snapshots reach; none where they do not."""
    known = sorted(
        (one for one in told if getattr(one.metrics, metric) is not None), key=lambda one: (one.on, one.source)
    )
    found = [_change(metric, known, span) for span in SPANS]
    return [one for one in found if one is not None]


def _change(metric: str, known: Sequence[Dated], span: int) -> Change | None:
    if not known:
        return None
    newest = known[-1]
    earliest, latest = (newest.on - timedelta(days=days) for days in (span * TOO_OLD, span))
    before = [one for one in known if _alike(one, newest) and earliest <= one.on <= latest]
    if not before:
        return None
    first, last = (getattr(one.metrics, metric) for one in (before[-1], newest))
    return Change(metric, span, first, last, (newest.on - before[-1].on).days)


def _alike(one: Dated, other: Dated) -> bool:
    """Whether two tellings may be compared: one source, one currency."""
    return one.source == other.source and one.metrics.currency == other.metrics.currency
