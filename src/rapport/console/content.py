"""One creator's content, suspicion and peers, as the profile shows them."""

from collections.abc import Collection
from dataclasses import dataclass

from rapport.console.charts import Bar, bars
from rapport.console.desk import Desk
from rapport.creators.models import Creator
from rapport.creators.queries.content import content_of
from rapport.creators.queries.suspicion import suspicion_of
from rapport.creators.rules.content.rhythm import Hours

HOURS_OF_DAY = 24


@dataclass(frozen=True, slots=True)
class HourBar:
    """An hour's bar with what it stands for."""

    bar: Bar
    posts: int
    median_views: int
    is_best: bool


def content_context(desk: Desk, creator: Creator, categories: Collection[str]) -> dict[str, object]:
    """What the partials of the profile need."""
    content = content_of(creator, categories, desk.now)
    return {
        "content": content,
        "analysis": content.analysis,
        "hour_bars": hour_bars(content.analysis.hours),
        "judged": suspicion_of(creator, desk.now.date()),
    }


def hour_bars(hours: Hours) -> list[HourBar]:
    """The middle of views by hour of the creator's day, as bars."""
    by_hour = {one.hour: one for one in hours.by_hour}
    drawn = bars({hour: one.median_views for hour, one in by_hour.items()}, HOURS_OF_DAY)
    return [
        HourBar(bar, by_hour[bar.slot].posts, by_hour[bar.slot].median_views, bar.slot in hours.best) for bar in drawn
    ]
