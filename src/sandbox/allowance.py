"""What a shop may still send this week: reads the count, decides, and writes the use down."""

from collections.abc import Collection
from dataclasses import dataclass

from sandbox import quota
from sandbox.errors import DAILY_CAP, RefusedError
from sandbox.policy import KINDS, Tier
from sandbox.quota import Standing, Window
from sandbox.shops import Shop
from sandbox.store import relations, sales, uses
from sandbox.store.uses import Use
from sandbox.world import World

_DAY = 86_400


@dataclass(frozen=True, slots=True)
class Week:
    """One quota week of a shop: its window, and the tier that was set when it began."""

    window: Window
    tier: Tier


def week_at(world: World, shop: Shop, now: int) -> Week:
    window = quota.window_at(now, shop.rules.quota, shop.zone)
    return Week(window, tier_in(world, shop, window))


def tier_in(world: World, shop: Shop, window: Window) -> Tier:
    """Return the tier by the GMV of the days before a window began; it holds for the whole window."""
    rules = shop.rules.quota
    since = window.start - rules.gmv_window_days * _DAY
    major = sales.gmv(world.db, shop.id, since, window.start) / 10**shop.market.minor_digits
    foreign = rules.gmv_currency not in (None, shop.market.currency)
    return quota.tier_for(major / shop.market.per_dollar if foreign else major, rules.tiers)


def starter_left(world: World, shop: Shop, moment: int) -> int:
    """Return what of the starter pack, which is given once, was left just before a moment."""
    return shop.rules.quota.starter_pack - uses.used_of_starter(world.db, shop.id, 0, moment)


def standing(
    world: World, shop: Shop, week: Week, now: int, creators: Collection[int] = (), kind: str = "message"
) -> Standing:
    """Return what is left for a kind of act; `counted` looks only at the creators asked about.

    The starter pack is for messages: invitations with a pool of their own get nothing from it.
    """
    window, kinds = week.window, quota.same_pool(shop.rules.quota, kind)
    used = uses.used(world.db, shop.id, window.start, window.end, kinds)
    counted = frozenset(uses.counted(world.db, shop.id, window.start, creators, kinds))
    if "message" not in kinds:
        return Standing(week.tier.invitation_cap, used, 0, counted)
    from_starter = uses.used_of_starter(world.db, shop.id, window.start, window.end)
    return Standing(week.tier.weekly_cap, used - from_starter, starter_left(world, shop, now + 1), counted)


def demand_reach(world: World, shop: Shop, now: int, creators: Collection[int], code: int) -> None:
    """Refuse creators above the follower ceiling of the shop's tier, unless they are connected."""
    ceiling = week_at(world, shop, now).tier.max_followers
    if ceiling is None:
        return
    large = {creator for creator in creators if world.population["followers"][creator] > ceiling}
    if large - relations.connected(world.db, shop.id, large):
        raise RefusedError(code, f"The limit is {ceiling} followers.")


def demand_place(world: World, shop: Shop, now: int, creator: int, code: int) -> None:
    """Refuse the opening of a talk that no message could follow this week."""
    _priced(world, shop, now, "message", [creator], code)


def preview(
    world: World, shop: Shop, now: int, kind: str, creators: Collection[int]
) -> tuple[dict[int, int], int | None]:
    """Return what one act would cost for each creator, and the units left (None: without limit)."""
    left = standing(world, shop, week_at(world, shop, now), now, creators, kind)
    connected = relations.connected(world.db, shop.id, creators)
    return quota.cost(shop.rules.quota, kind, creators, connected, left.counted), left.left


def spend(world: World, shop: Shop, now: int, kind: str, creators: Collection[int], code: int) -> None:
    """Take the units of one act, the starter pack first. Refuses with the code where they lack."""
    costs, left, connected = _priced(world, shop, now, kind, creators, code)
    drawn = []
    for creator, units in costs.items():
        from_starter = min(units, left.starter_left)
        left = Standing(left.cap, left.used, left.starter_left - from_starter, left.counted)
        drawn.append(Use(shop.id, now, creator, kind, units, from_starter, int(creator in connected)))
    uses.add(world.db, drawn)


def _priced(
    world: World, shop: Shop, now: int, kind: str, creators: Collection[int], code: int
) -> tuple[dict[int, int], Standing, set[int]]:
    left = standing(world, shop, week_at(world, shop, now), now, creators, kind)
    connected = relations.connected(world.db, shop.id, creators)
    costs = quota.cost(shop.rules.quota, kind, creators, connected, left.counted)
    if not quota.fits(left, sum(costs.values())):
        raise RefusedError(code)
    _demand_day(world, shop, now, sum(costs.values()))
    return costs, left, connected


def _demand_day(world: World, shop: Shop, now: int, units: int) -> None:
    """Refuse what the day cannot take, as the platform refuses requests beyond a day's number."""
    most, day = shop.rules.quota.daily_cap, quota.day_at(now, shop.zone)
    if most is not None and units and uses.used(world.db, shop.id, day.start, day.end, KINDS) + units > most:
        raise RefusedError(DAILY_CAP)
