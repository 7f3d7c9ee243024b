"""A creator's figures with their windows (design section 6; reference platform-rules section 5).

Unknown is a value of its own: a figure that nobody gave stays None and is never taken for zero or for the middle.
Rates and shares are hundredths of a percent; money is minor units of `currency`.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from rapport.shared.money import WHOLE_RATE, half_up

RANGES = (("gmv_30d_low", "gmv_30d_high"), ("units_30d_low", "units_30d_high"))
MONEY = ("gmv_30d_low", "gmv_30d_high", "video_gpm", "live_gpm")


class Metrics(NamedTuple):
    """One dated set of public figures; GMV and units may be known only as a range.

    A tuple, as a sighting is: files bring a million of them, which cross from one process to another.
    """

    followers: int | None = None
    average_views: int | None = None
    average_likes: int | None = None
    videos_30d: int | None = None
    lives_30d: int | None = None
    interaction_rate: int | None = None
    """Likes ÷ views of short videos in 30 days, the brief's 互动率."""
    engagement_rate: int | None = None
    """(Likes + comments + shares) ÷ views, the official form."""
    gmv_30d_low: int | None = None
    gmv_30d_high: int | None = None
    currency: str | None = None
    units_30d_low: int | None = None
    units_30d_high: int | None = None
    products_28d: int | None = None
    adult_share: int | None = None
    female_share: int | None = None
    commission_rate: int | None = None
    post_rate: int | None = None
    promotion_score: int | None = None
    """The platform's own score of 0–5, in hundredths."""
    video_gpm: int | None = None
    live_gpm: int | None = None

    @property
    def activity_30d(self) -> int | None:
        """Short videos and LIVEs in 30 days, the brief's 参与度; unknown only when both are."""
        known = [count for count in (self.videos_30d, self.lives_30d) if count is not None]
        return sum(known) if known else None

    @property
    def gmv_30d_mid(self) -> int | None:
        """The middle of the range; an open range counts as its lower bound."""
        return _middle(self.gmv_30d_low, self.gmv_30d_high)

    @property
    def units_30d_mid(self) -> int | None:
        return _middle(self.units_30d_low, self.units_30d_high)

    def known(self) -> dict[str, int | str]:
        """The figures that were given, by name, as a snapshot keeps them."""
        return {name: value for name, value in zip(self._fields, self, strict=True) if value is not None}

    @classmethod
    def of(cls, stored: Mapping[str, object]) -> "Metrics":
        """From a snapshot; names it does not know are left out."""
        return cls(**{name: stored[name] for name in cls._fields if name in stored})  # type: ignore[arg-type]

    def over(self, older: "Metrics") -> "Metrics":
        """These figures, with the older ones where these are unknown.

        What belongs together comes from one telling: both ends of a range, and amounts with their currency.
        """
        told = self.known()
        replaced = [name for ends in RANGES if told.keys() & ends for name in ends]
        if self.currency and older.currency and self.currency != older.currency:
            replaced += MONEY
        unknown: dict[str, None] = dict.fromkeys(replaced)
        return older._replace(**(unknown | told))  # type: ignore[arg-type] # by the names of its own figures


class Sighting(NamedTuple):
    """What one source said of one creator at one moment: the unit in which creators come in."""

    handle: str
    region: str
    seen_at: datetime
    source: str
    metrics: Metrics
    open_id: str = ""
    nickname: str = ""
    bio: str = ""
    avatar_url: str = ""
    language: str = ""
    categories: tuple[str, ...] = ()
    """Category keys, best-selling first."""
    own: Mapping[str, int] | None = None
    """Figures about this workspace's own shop that a file brought along, by column name."""


def rate_of(part: int, whole: int) -> int | None:
    """A share in hundredths of a percent, unknown over nothing."""
    return half_up(part * WHOLE_RATE, whole) if whole > 0 else None


def _middle(low: int | None, high: int | None) -> int | None:
    if low is None or high is None:
        return low if high is None else high
    return (low + high) // 2
