"""Everything that posts show of a creator, in one value."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from rapport.creators.rules.content.posts import Figure, Form, Post
from rapport.creators.rules.content.rhythm import Cadence, Hours, best_hours, cadence
from rapport.creators.rules.content.spread import Sales, Spread, ad_share, sales_per_view, shoppable_share, spread
from rapport.creators.rules.content.words import Lexicon, Topics, topics_of


@dataclass(frozen=True, slots=True)
class Place:
    """Where a creator posts: the time zone of their region (empty: unknown) and the languages they may write in."""

    timezone: str
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Analysis:
    """What a creator's posts show; `videos` and `lives` are how many of each are known, since `oldest_at`."""

    videos: int
    lives: int
    oldest_at: datetime | None
    newest_at: datetime | None
    topics: Topics
    cadence: Cadence
    hours: Hours
    spread: Spread
    shoppable_share: Figure
    ad_share: Figure
    sales: Sales

    @property
    def posts(self) -> int:
        return self.videos + self.lives


def analyse(posts: Sequence[Post], place: Place, lexicon: Lexicon, now: datetime) -> Analysis:
    """What the posts of one creator show at `now`. Each post stands once; their order is all one."""
    moments = [one.posted_at for one in posts]
    return Analysis(
        videos=sum(one.form is Form.VIDEO for one in posts),
        lives=sum(one.form is Form.LIVE for one in posts),
        oldest_at=min(moments, default=None),
        newest_at=max(moments, default=None),
        topics=topics_of(posts, place.languages, lexicon),
        cadence=cadence(posts, now),
        hours=best_hours(posts, place.timezone),
        spread=spread(posts),
        shoppable_share=shoppable_share(posts),
        ad_share=ad_share(posts),
        sales=sales_per_view(posts),
    )
