"""What is looked for in the marketplace, in our words, and when a saved search is due again.

The bands and limits are those that the platform's search takes; which of its values each is, jobs know.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime, timedelta

from rapport.shared.refusals import Refusal

GMV_BANDS = ("from_0", "from_100", "from_1000", "from_10000")
UNIT_BANDS = ("from_0", "from_10", "from_100", "from_1000")
AGES = ("from_18", "from_25", "from_35", "from_45", "from_55")
GENDERS = ("female", "male")
POST_RATES = ("ok", "good", "better")
AGENCIES = ("independent", "agency_managed")
CONTENTS = ("video", "live")
COMMISSIONS = (500, 1000, 1500, 2000)
"""Hundredths of a percent below which a creator's usual commission may be looked for."""
VIEWS_MOST, ENGAGEMENT_MOST, WHOLE = 100_000, 20, 10_000
FOLLOWERS_MOST = 10**9
KEYWORD_CHARS, NAME_CHARS = 80, 60
DAYS = range(1, 91)


class SearchInvalid(Refusal):
    """The marketplace takes no such condition; `field` names it."""

    code = "search.invalid"


class SearchUnnamed(Refusal):
    """A search that is saved needs a name."""

    code = "search.unnamed"


class SearchNameTaken(Refusal):
    """The shop has a search of this name."""

    code = "search.name_taken"


class SearchNeedsConnection(Refusal):
    """The shop lives on files: it has no marketplace."""

    code = "search.no_connection"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Conditions that must all hold; several values of one are a union, and what is empty asks for nothing.

    Views and LIVE viewers are averages, engagement is in whole percent, shares and rates in hundredths of one. Refuses
    with SearchInvalid.
    """

    keyword: str = ""
    followers_from: int | None = None
    followers_to: int | None = None
    gmv_bands: tuple[str, ...] = ()
    """In the bands of the platform, in its own currency."""
    unit_bands: tuple[str, ...] = ()
    views_from: int | None = None
    live_viewers_from: int | None = None
    engagement_from: int | None = None
    ages: tuple[str, ...] = ()
    gender: str = ""
    gender_share_from: int | None = None
    """Half of the followers where only the gender is named."""
    commission_below: int | None = None
    post_rate: str = ""
    agency: str = ""
    contents: tuple[str, ...] = ()
    only_fast_growing: bool = False
    only_not_invited: bool = False
    """In the past 90 days."""

    def __post_init__(self) -> None:
        for field, bad in self._faults().items():
            if bad:
                raise SearchInvalid(field=field)

    @property
    def share_from(self) -> int | None:
        if not self.gender:
            return None
        return WHOLE // 2 if self.gender_share_from is None else self.gender_share_from

    @property
    def is_empty(self) -> bool:
        return self == Wanted()

    def as_json(self) -> dict[str, object]:
        """What is asked for, without what is not."""
        told = ((one.name, getattr(self, one.name), one.default) for one in fields(self))
        return {name: value for name, value, otherwise in told if value != otherwise}

    @classmethod
    def from_json(cls, stored: Mapping[str, object]) -> "Wanted":
        """From a row; lists become what they were. Refuses with SearchInvalid."""
        known = {name: tuple(value) if isinstance(value, list) else value for name, value in stored.items()}
        return cls(**{name: known[name] for name in cls.__slots__ if name in known})  # type: ignore[arg-type] # as stored by as_json

    def _faults(self) -> dict[str, bool]:
        followers = (self.followers_from, self.followers_to)
        low, high = self.followers_from or 0, self.followers_to
        return {
            "keyword": len(self.keyword) > KEYWORD_CHARS,
            "followers": any(not _within(one, FOLLOWERS_MOST) for one in followers) or (high or low) < low,
            "gmv_bands": not set(self.gmv_bands) <= set(GMV_BANDS),
            "unit_bands": not set(self.unit_bands) <= set(UNIT_BANDS),
            "views_from": not _within(self.views_from, VIEWS_MOST),
            "live_viewers_from": not _within(self.live_viewers_from, VIEWS_MOST),
            "engagement_from": not _within(self.engagement_from, ENGAGEMENT_MOST),
            "ages": not set(self.ages) <= set(AGES),
            "gender": self.gender not in ("", *GENDERS),
            "gender_share_from": not _within(self.gender_share_from, WHOLE)
            or (self.gender_share_from is not None and not self.gender),
            "commission_below": self.commission_below not in (None, *COMMISSIONS),
            "post_rate": self.post_rate not in ("", *POST_RATES),
            "agency": self.agency not in ("", *AGENCIES),
            "contents": not set(self.contents) <= set(CONTENTS),
        }


FIELDS = tuple(Wanted.__slots__)


def checked_name(name: str) -> str:
    """Refuses with SearchUnnamed."""
    if not name.strip():
        raise SearchUnnamed
    return name.strip()[:NAME_CHARS]


def checked_days(every_days: int | None) -> int | None:
    """Refuses with SearchInvalid."""
    if every_days is not None and every_days not in DAYS:
        raise SearchInvalid(field="every_days")
    return every_days


def next_run(every_days: int | None, last_run_at: datetime | None, made_at: datetime) -> datetime | None:
    """When a search is due by itself; None where it is only run by hand. Its first time is at once."""
    if every_days is None:
        return None
    return made_at if last_run_at is None else last_run_at + timedelta(days=every_days)


def _within(value: int | None, most: int) -> bool:
    return value is None or 0 <= value <= most
