"""Screens: a named set of conditions over creators. Each answer says which condition was met, missed or not known."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from rapport.creators.rules.metrics import Metrics
from rapport.policies.rules.playbooks import Playbook
from rapport.shared.refusals import Data, Reason, Refusal

RANGED = {
    "followers": "followers",
    "average_views": "average_views",
    "videos_30d": "videos_30d",
    "activity_30d": "activity_30d",
    "interaction_rate": "interaction_rate",
    "engagement_rate": "engagement_rate",
    "gmv_30d": "gmv_30d_mid",
    "units_30d": "units_30d_mid",
    "products_28d": "products_28d",
    "adult_share": "adult_share",
    "female_share": "female_share",
    "commission_rate": "commission_rate",
    "post_rate": "post_rate",
}
"""Metrics that a range condition may name, and the attribute of `Metrics` it reads."""
RATES = frozenset(
    {"interaction_rate", "engagement_rate", "adult_share", "female_share", "commission_rate", "post_rate"}
)
"""Those in hundredths of a percent; `gmv_30d` is minor units of the creator's currency, the others are counts."""

DAYS_TO_WEEKS = (30, 7)


class ScreenInvalid(Refusal):
    """A stored or sent screen names a metric that does not exist, or a bound that is not a number."""

    code = "creators.screen_invalid"


class Verdict(StrEnum):
    """What a condition says of a creator."""

    MET = "met"
    MISSED = "missed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class RangeCondition:
    """`metric` lies between two bounds, both included; an open side is None."""

    metric: str
    at_least: int | None = None
    at_most: int | None = None

    def __post_init__(self) -> None:
        if self.metric not in RANGED:
            raise ScreenInvalid(field=self.metric)


@dataclass(frozen=True, slots=True)
class Screen:
    """Who is looked for: region, categories (any of), ranges (all of)."""

    region: str = ""
    categories: tuple[str, ...] = ()
    ranges: tuple[RangeCondition, ...] = ()
    not_blocked: bool = True

    def as_json(self) -> dict[str, object]:
        return {
            "region": self.region,
            "categories": list(self.categories),
            "ranges": [[one.metric, one.at_least, one.at_most] for one in self.ranges],
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, object]) -> "Screen":
        """Refuses with ScreenInvalid."""
        return cls(
            region=str(stored.get("region", "")),
            categories=tuple(str(key) for key in _listed(stored, "categories")),
            ranges=tuple(_range_of(entry) for entry in _listed(stored, "ranges")),
        )


@dataclass(frozen=True, slots=True)
class Checked:
    """One condition's verdict on one creator, in words."""

    verdict: Verdict
    reason: Reason


@dataclass(frozen=True, slots=True)
class Screened:
    """A creator held against a whole screen."""

    checks: tuple[Checked, ...] = field(default=())

    @property
    def passed(self) -> bool:
        return all(check.verdict is Verdict.MET for check in self.checks)

    def reasons(self, verdict: Verdict) -> list[Reason]:
        return [check.reason for check in self.checks if check.verdict is verdict]


def screen_creator(screen: Screen, region: str, categories: Sequence[str], metrics: Metrics) -> Screened:
    """Hold one creator against every condition; an unknown figure does not pass and says so."""
    checks = []
    if screen.region:
        met = region == screen.region
        checks.append(_checked(met, "region", {"value": region, "wanted": screen.region}))
    if screen.categories:
        shared = [key for key in categories if key in screen.categories]
        checks.append(_checked(bool(shared), "category", {"value": ", ".join(shared or categories)}))
    checks.extend(_check_range(one, metrics) for one in screen.ranges)
    return Screened(tuple(checks))


def goal_screen(goal: str, region: str, categories: Sequence[str], playbook: Playbook) -> Screen:
    """The preset of a goal: `brand` wants reach, `sales` wants selling creators (brief S1, step 2)."""
    floor = playbook.audience.brand_followers_from if goal == "brand" else playbook.audience.sales_followers_from
    ranges = [RangeCondition("followers", at_least=floor)]
    if goal == "sales":
        ranges.append(RangeCondition("gmv_30d", at_least=1))
    return Screen(region, tuple(categories), tuple(ranges))


def outreach_screen(region: str, categories: Sequence[str], playbook: Playbook) -> Screen:
    """The outreach preset: followers, posting rhythm and views of brief S2."""
    play = playbook.outreach
    days, week = DAYS_TO_WEEKS
    return Screen(
        region,
        tuple(categories),
        (
            RangeCondition("followers", play.followers_from, play.followers_to),
            RangeCondition("videos_30d", at_least=-(-play.videos_per_week_from * days // week)),
            RangeCondition("average_views", at_least=play.average_views_from),
        ),
    )


def unit_of(metric: str) -> str:
    """How a metric of RANGED is written: as a `rate`, as `money` or as a `count`."""
    if metric in RATES:
        return "rate"
    return "money" if metric == "gmv_30d" else "count"


def follower_band(followers: int | None, bands: Sequence[int]) -> int | None:
    """The lower bound of the band that holds a follower count (lower bound included), None below the first."""
    if followers is None:
        return None
    return max((bound for bound in bands if bound <= followers), default=None)


def _listed(stored: Mapping[str, object], name: str) -> list[object]:
    found = stored.get(name, [])
    if not isinstance(found, list):
        raise ScreenInvalid(field=name)
    return found


def _range_of(entry: object) -> RangeCondition:
    if not isinstance(entry, list) or len(entry) != len(("metric", "at_least", "at_most")):
        raise ScreenInvalid(field="ranges")
    metric, *bounds = entry
    if any(not isinstance(bound, int | None) or isinstance(bound, bool) for bound in bounds):
        raise ScreenInvalid(field=str(metric))
    return RangeCondition(str(metric), *bounds)


def _check_range(one: RangeCondition, metrics: Metrics) -> Checked:
    value: int | None = getattr(metrics, RANGED[one.metric])
    data: Data = {"metric": one.metric, "value": value, "low": one.at_least, "high": one.at_most}
    data |= {"unit": unit_of(one.metric), "currency": metrics.currency}
    kind = _shape(one)
    if value is None:
        return Checked(Verdict.UNKNOWN, Reason(f"screen.{kind}_unknown", data))
    met = (one.at_least is None or value >= one.at_least) and (one.at_most is None or value <= one.at_most)
    return _checked(met, kind, data)


def _shape(one: RangeCondition) -> str:
    if one.at_least is not None and one.at_most is not None:
        return "between"
    return "at_most" if one.at_least is None else "at_least"


def _checked(met: bool, kind: str, data: Data) -> Checked:  # noqa: FBT001
    verdict = Verdict.MET if met else Verdict.MISSED
    return Checked(verdict, Reason(f"screen.{kind}_{verdict.value}", data))
