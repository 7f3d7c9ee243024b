"""How many places in the quota are taken a second, and that none is taken twice: `python -m benchmarks.reservations`.

Several processes take places at once, all in one shop or each in shops of its own. Beside them, in the same run, the
least that keeps a cap: one conditional update and one inserted row in a transaction. Then they race for a cap of
twenty, and the run fails if a place too many is granted. On PostgreSQL under `scripts/with-postgres`.
"""

import benchmarks.own_folder  # noqa: F401  isort:skip
import rapport.project.ready  # noqa: F401  isort:skip

import argparse
import json
import multiprocessing
import os
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from multiprocessing.context import ForkContext
from multiprocessing.queues import SimpleQueue
from multiprocessing.synchronize import Barrier

from django.db import connection, connections, transaction

from rapport.creators.models import Creator
from rapport.outreach.actions.quota import reserve, spend, start_sending
from rapport.outreach.actions.windows import open_window
from rapport.outreach.models import QuotaWindow
from rapport.outreach.rules.quota import Kind, QuotaUsedUp
from rapport.project.main import prepare_database
from rapport.shops.actions.connections import choose_rules, open_file_shop
from rapport.shops.actions.workspaces import open_workspace
from rapport.shops.models import Shop
from rapport.shops.queries.shops import shop as shop_by_id
from rapport.shops.rules.roles import Actor

MEI = Actor("mei")
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
MANY, RACED_FOR = 10**9, 20
LATEST_START_S = 60
BARE = "bare_places"
FORK: ForkContext = multiprocessing.get_context("fork")
Step = Callable[[Shop, Creator, str], bool]


def main() -> None:
    """Lay out the shops, let the processes run, tell; leave with an error where the race grants too much."""
    asked = _arguments()
    prepare_database()
    shops = _laid_out(asked.shops)
    told: dict[str, object] = {"database": connection.vendor, "processes": asked.processes}
    for name, many in (("one shop", shops[:1]), (f"{len(shops)} shops", shops)):
        rates = {what: round(_together(asked, what, many) / asked.seconds) for what in ("bare", "reserve", "cycle")}
        told |= {f"{what}/s, {name}": rate for what, rate in rates.items()}
        told[f"reserve : bare, {name}"] = round(rates["reserve"] / rates["bare"], 2)
    choose_rules(shop_by_id(shops[-1]), "guidebook", RACED_FOR, by=MEI, now=NOW)
    QuotaWindow.objects.filter(shop_id=shops[-1]).update(cap=RACED_FOR, held=0, spent=0)
    granted = _together(asked, "reserve", shops[-1:])
    told["granted of 20"] = granted
    told["load"] = round(os.getloadavg()[0], 1)
    print(json.dumps(told) if asked.json else "\n".join(f"{name:<28} {value!s:>12}" for name, value in told.items()))
    if granted != RACED_FOR:
        sys.exit(f"{granted} places were granted of {RACED_FOR}")


def _laid_out(count: int) -> list[int]:
    """Shops without a limit worth speaking of, their windows open, one creator; and the bare baseline's table."""
    workspace = open_workspace("Moonwell", by=MEI, now=NOW)
    Creator.objects.create(workspace=workspace, handle="anna", region="GB", first_seen_at=NOW, seen_at=NOW)
    found = []
    for _ in range(count):
        made = open_file_shop(workspace.pk, "GB", "guidebook", by=MEI, now=NOW)
        choose_rules(made, "guidebook", MANY, by=MEI, now=NOW)
        open_window(shop_by_id(made.pk), now=NOW)
        found.append(made.pk)
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE {BARE} (name varchar(80) PRIMARY KEY, place bigint)")
    return found


def _together(asked: argparse.Namespace, what: str, shops: list[int]) -> int:
    """How often the processes did it in all, begun at one moment; forked, so that they are there at once."""
    connections.close_all()
    start, told = FORK.Barrier(asked.processes), FORK.SimpleQueue()
    racers = [
        FORK.Process(target=_race, args=(what, shops, asked.seconds, start, told)) for _ in range(asked.processes)
    ]
    for one in racers:
        one.start()
    for one in racers:
        one.join()
        if one.exitcode:
            sys.exit("a racer did not come to the end")
    return sum(told.get() for _ in racers)


def _race(what: str, numbers: list[int], seconds: float, start: Barrier, told: "SimpleQueue[int]") -> None:
    """One process: the same step again and again until the time is over; tells how often it succeeded."""
    shops, anna, step = [shop_by_id(number) for number in numbers], Creator.objects.get(), STEPS[what]
    start.wait(LATEST_START_S)
    done, number, end = 0, 0, time.monotonic() + seconds
    while time.monotonic() < end:
        number += 1
        done += step(shops[(number * 7 + os.getpid()) % len(shops)], anna, f"{what}:{os.getpid()}:{number}")
    told.put(done)


def _bare(shop: Shop, _: Creator, name: str) -> bool:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE outreach_quotawindow SET held = held + 1"
            " WHERE shop_id = %s AND cap >= held + spent + elsewhere + 1",
            [shop.pk],
        )
        cursor.execute(f"INSERT INTO {BARE} VALUES (%s, %s)", [name, shop.pk])
    return True


def _reserve(shop: Shop, creator: Creator, name: str) -> bool:
    try:
        reserve(shop, creator, Kind.MESSAGE, name, now=NOW)
    except QuotaUsedUp:
        return False
    return True


def _cycle(shop: Shop, creator: Creator, name: str) -> bool:
    place = reserve(shop, creator, Kind.MESSAGE, name, now=NOW)
    spend(start_sending(place, shop, now=NOW), now=NOW)
    return True


STEPS: dict[str, Step] = {"bare": _bare, "reserve": _reserve, "cycle": _cycle}


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--processes", type=int, default=8)
    parser.add_argument("--shops", type=int, default=64)
    parser.add_argument("--seconds", type=float, default=5.0)
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
