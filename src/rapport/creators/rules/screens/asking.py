"""Screens: whom somebody looks for, and the presets of the brief."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapport.creators.rules.screens.fields import FIELDS
from rapport.creators.rules.screens.text import read_screen
from rapport.creators.rules.screens.tokens import ScreenUnreadable
from rapport.creators.rules.screens.writing import written
from rapport.policies.rules.playbooks import Playbook
from rapport.shared.conditions import Condition, Contains, Either, Every, OneOf, Within, leaves, parts_of
from rapport.shared.refusals import Refusal

DAYS_TO_WEEKS = (30, 7)
EVERYBODY = Every()


class ScreenInvalid(Refusal):
    """A stored or sent screen names a field that does not exist, or a bound that is not a number."""

    code = "creators.screen_invalid"


@dataclass(frozen=True, slots=True)
class Screen:
    """Conditions over creators, all of which must be met. Nobody on the blocklist passes unless they are wanted."""

    where: Condition = EVERYBODY
    not_blocked: bool = True

    def __post_init__(self) -> None:
        for leaf in leaves(self.where):
            if leaf.field not in FIELDS:
                raise ScreenInvalid(field=leaf.field)

    @classmethod
    def of(
        cls,
        region: str = "",
        categories: Sequence[str] = (),
        ranges: Sequence[Within] = (),
        *,
        not_blocked: bool = True,
    ) -> "Screen":
        """The everyday screen: a region, any of some categories, all of some ranges."""
        where: list[Condition] = [OneOf("region", (region,))] if region else []
        if categories:
            where.append(OneOf("category", tuple(categories)))
        return cls(Every((*where, *ranges)), not_blocked=not_blocked)

    @property
    def parts(self) -> tuple[Condition, ...]:
        """The conditions one by one."""
        return parts_of(self.where)

    @property
    def others(self) -> tuple[Condition, ...]:
        """What is asked for beside region, categories and bounds."""
        everyday = Screen.of(self.region, self.categories, self.ranges).parts
        return tuple(one for one in self.parts if one not in everyday)

    @property
    def region(self) -> str:
        """The one region that is wanted, or none."""
        wanted = next((one.values for one in self.parts if isinstance(one, OneOf) and one.field == "region"), ())
        return wanted[0] if len(wanted) == 1 else ""

    @property
    def categories(self) -> tuple[str, ...]:
        """The categories that are wanted, of a screen that asks for some."""
        return next((one.values for one in self.parts if isinstance(one, OneOf) and one.field == "category"), ())

    @property
    def ranges(self) -> tuple[Within, ...]:
        """The bounds that must be kept."""
        return tuple(one for one in self.parts if isinstance(one, Within))

    @property
    def text(self) -> str:
        """The screen as people write it."""
        return written(self.where)

    def as_json(self) -> dict[str, object]:
        return {"text": self.text}

    @classmethod
    def from_json(cls, stored: Mapping[str, object]) -> "Screen":
        """Refuses with ScreenInvalid."""
        try:
            return cls(read_screen(str(stored.get("text", ""))).where)
        except ScreenUnreadable:
            raise ScreenInvalid(field="text") from None


def goal_screen(goal: str, region: str, categories: Sequence[str], playbook: Playbook) -> Screen:
    """The preset of a goal: `brand` wants reach, `sales` wants selling creators (brief S1, step 2)."""
    floor = playbook.audience.brand_followers_from if goal == "brand" else playbook.audience.sales_followers_from
    ranges = [Within("followers", floor)]
    if goal == "sales":
        ranges.append(Within("gmv_30d", 1))
    return Screen.of(region, categories, ranges)


def outreach_screen(region: str, categories: Sequence[str], playbook: Playbook) -> Screen:
    """The outreach preset: followers, posting rhythm and views of brief S2."""
    play = playbook.outreach
    days, week = DAYS_TO_WEEKS
    ranges = (
        Within("followers", play.followers_from, play.followers_to),
        Within("videos_30d", -(-play.videos_per_week_from * days // week)),
        Within("average_views", play.average_views_from),
    )
    return Screen.of(region, categories, ranges)


def named_like(text: str) -> Condition:
    """Whose handle, with or without its `@`, or nickname holds a text."""
    return Either((Contains("handle", text.lstrip("@")), Contains("nickname", text)))


def follower_band(followers: int | None, bands: Sequence[int]) -> int | None:
    """The lower bound of the band that holds a follower count (lower bound included), None below the first."""
    if followers is None:
        return None
    return max((bound for bound in bands if bound <= followers), default=None)
