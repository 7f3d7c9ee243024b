"""The opening of a world: grown from its seed, or found again in its file."""

import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from sandbox import issuing
from sandbox.access import app_keys
from sandbox.catalogue import read_categories
from sandbox.chance import Chance
from sandbox.clock import Clock
from sandbox.desk import Desk
from sandbox.population import grow
from sandbox.replies import read_replies
from sandbox.shops import Shop, open_shops
from sandbox.store import events
from sandbox.store.database import Database
from sandbox.store.events import Event, Kind
from sandbox.world import World


class StateMismatchError(ValueError):
    """A state file belongs to another seed, population or set of shops."""


def open_desk(
    *,
    seed: int,
    creators: int,
    state: Path | None,
    shops: Sequence[str],
    start: datetime,
    clock: Literal["manual", "real"],
    redirect: str | None = None,
    real_now: Callable[[], float] = time.time,
) -> Desk:
    """Grow the world from its seed, or find it again in its file. Raises as `check` does."""
    check(seed=seed, creators=creators, state=state, shops=shops)
    chance, categories = Chance(seed), read_categories()
    opened = {shop.id: shop for shop in open_shops(chance, shops, categories)}
    population = grow(chance, creators, categories)
    world = World(chance, categories, population, read_replies(), opened, Database(state))
    desk = Desk(world, app_keys(chance), real_now)
    with world.db.transaction():
        world.db.keep_setting("seed", seed)
        world.db.keep_setting("creators", creators)
        if world.db.setting("clock") is None:
            first = Clock(real_now(), start.timestamp(), 1.0 if clock == "real" else 0.0)
            world.db.keep_setting("clock", asdict(first))
        if redirect is not None:
            world.db.keep_setting("redirect", redirect)
        _settle_in(world, desk.clock.now(real_now()))
    return desk


def check(*, seed: int, creators: int, state: Path | None, shops: Sequence[str]) -> None:
    """Raise PolicyGapError for shops that no pack covers, StateMismatchError for a file of another world."""
    wanted = {shop.id: shop for shop in open_shops(Chance(seed), shops, read_categories())}
    if state is None or not state.exists():
        return
    with closing(Database(state)) as db:
        for name, value in (("seed", seed), ("creators", creators)):
            kept = db.setting(name)
            if kept not in (None, value):
                raise StateMismatchError(f"The state file belongs to {name} {kept}, not {value}.")
        _check_shops(db, wanted)


def _check_shops(db: Database, shops: Mapping[int, Shop]) -> None:
    for identifier, row in (db.setting("shops") or {}).items():
        shop = shops.get(int(identifier))
        if shop is None or shop.rules.pack != row["pack"]:
            raise StateMismatchError(
                f"The state file knows shop {row['region']}:{row['pack']}, which was not asked for."
            )


def _settle_in(world: World, now: int) -> None:
    """Open new shops, and renew tokens that expired while nobody looked."""
    known = world.db.setting("shops") or {}
    for shop in world.shops.values():
        if str(shop.id) not in known:
            known[str(shop.id)] = _first_day(world, shop, now)
        if not issuing.is_revoked(world, shop):
            issuing.renewed(world, shop, now)
    world.db.keep_setting("shops", known)


def _first_day(world: World, shop: Shop, now: int) -> dict[str, Any]:
    events.schedule(world.db, Event(now, shop.id, 0, Kind.NEW_WEEK))
    return {"opened_at": now, "region": shop.market.region, "pack": shop.rules.pack}
