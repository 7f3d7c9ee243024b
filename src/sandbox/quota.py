"""The weekly outreach quota, by the sandbox's own count: values in, decision out."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sandbox.policy import KINDS, QuotaRules, Tier

WEEK_DAYS = 7


@dataclass(frozen=True, slots=True)
class Window:
    """One quota week in Unix seconds; the end is the start of the next."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Standing:
    """What a shop has left in one window; cap None is unlimited."""

    cap: int | None
    used: int  # without the starter pack
    starter_left: int
    counted: frozenset[int]  # creators that already cost a unit in this window

    @property
    def left(self) -> int | None:
        return None if self.cap is None else max(0, self.cap - self.used) + self.starter_left


def window_at(now: int, rules: QuotaRules, shop_zone: ZoneInfo) -> Window:
    """Return the quota week around a moment; weeks of a clock change last an hour less or more."""
    zone = shop_zone if rules.timezone == "shop" else ZoneInfo(rules.timezone)
    today = datetime.fromtimestamp(now, zone).date()
    first = today - timedelta(days=(today.weekday() - rules.weekday) % WEEK_DAYS)
    if _begin(first, rules, zone) > now:
        first -= timedelta(days=WEEK_DAYS)
    return Window(_begin(first, rules, zone), _begin(first + timedelta(days=WEEK_DAYS), rules, zone))


def windows_until(now: int, since: int, rules: QuotaRules, shop_zone: ZoneInfo) -> list[Window]:
    """Return every quota week from the one around `since` to the one around `now`."""
    windows = [window_at(since, rules, shop_zone)]
    while windows[-1].end <= now:
        windows.append(window_at(windows[-1].end, rules, shop_zone))
    return windows


def _begin(day: date, rules: QuotaRules, zone: ZoneInfo) -> int:
    return int(datetime.combine(day, rules.time, tzinfo=zone).timestamp())


def tier_for(gmv: float, tiers: Sequence[Tier]) -> Tier:
    """Return the highest tier reached by a GMV in whole units of the pack's currency."""
    return max((tier for tier in tiers if tier.gmv_from <= gmv), key=lambda tier: tier.gmv_from)


def kind_of_message(*, answers_creator: bool, sample_news: bool, wrote_before: bool) -> str:
    """Return what a seller's message is to the quota: reply, sample_notice, reminder or message."""
    if answers_creator:
        return "reply"
    if sample_news:
        return "sample_notice"
    return "reminder" if wrote_before else "message"


def same_pool(rules: QuotaRules, kind: str) -> frozenset[str]:
    """Return the kinds that draw on the pool of this one."""
    invitation = frozenset({"invitation"})
    if rules.shared_pool:
        return frozenset(KINDS)
    return invitation if kind in invitation else frozenset(KINDS) - invitation


def day_at(now: int, zone: ZoneInfo) -> Window:
    """Return the shop's local calendar day around a moment."""
    first = datetime.combine(datetime.fromtimestamp(now, zone).date(), time.min, tzinfo=zone)
    following = datetime.combine(first.date() + timedelta(days=1), time.min, tzinfo=zone)
    return Window(int(first.timestamp()), int(following.timestamp()))


def cost(
    rules: QuotaRules,
    kind: str,
    creators: Collection[int],
    connected: Collection[int],
    counted: Collection[int],
) -> dict[int, int]:
    """Return the units that one act costs for each creator; a creator-week never costs over one."""
    price = rules.costs[kind] if rules.unit == "message" else min(1, rules.costs[kind])
    return {creator: price if _pays(rules, creator, connected, counted) else 0 for creator in creators}


def _pays(rules: QuotaRules, creator: int, connected: Collection[int], counted: Collection[int]) -> bool:
    if rules.connected_exempt and creator in connected:
        return False
    return rules.unit == "message" or creator not in counted


def fits(standing: Standing, units: int) -> bool:
    """Tell whether so many units are left; an act that costs nothing always fits."""
    return units == 0 or standing.left is None or units <= standing.left
