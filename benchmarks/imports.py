"""How long a list of creators takes to come in, and the same file again: `python -m benchmarks.imports --rows 1000000`.

Beside it, in the same run, stands the least that any import does: read the file with `csv`, insert the same columns
into a bare table. `first_cpu_s` is the processor's
time of both processes, `first_beside_s` that of the reading one. `--profile` prints where the time goes.
"""

import benchmarks.own_folder  # noqa: F401  isort:skip
import rapport.project.ready  # noqa: F401  isort:skip

import argparse
import cProfile
import csv
import json
import os
import pstats
import random
import resource
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from rapport.creators.actions.imports import import_creators
from rapport.creators.models import Creator, Snapshot
from rapport.creators.rules.categories import CATEGORIES
from rapport.project.main import prepare_database
from rapport.shared.layouts import in_batches
from rapport.shops.actions.workspaces import open_workspace
from rapport.shops.rules.roles import Actor

MEI = Actor("mei")
SEED, GOAL_S, GOAL_ROWS = 7, 60, 1_000_000
COLUMNS = (
    "达人账号",
    "达人昵称",
    "国家",
    "类目",
    "粉丝数",
    "近30天销量",
    "近30天销售额",
    "互动率",
    "视频平均播放量",
    "近30天视频数",
    "近30天直播数",
    "联系邮箱",
)
"""As the data tools write them; the last is read by nobody."""
PLACES = (("越南", "₫", 25_000), ("英国", "£", 1), ("美国", "$", 1), ("泰国", "฿", 35))


def main() -> None:
    """Import once, again, and beside it the baseline; leave with an error where a million rows take over a minute."""
    asked = _arguments()
    prepare_database()
    folder = Path(os.environ["RAPPORT_HOME"])
    file = folder / "creators.csv"
    write(file, asked.rows)
    now = datetime.now(UTC)
    workspace = open_workspace("Moonwell", by=MEI, now=now)

    def take() -> None:
        with file.open("rb") as content:
            report = import_creators(workspace.pk, content, file.name, by=MEI, now=now)
        if (report.read, report.kept, report.left_out) != (asked.rows, asked.rows, ()):
            sys.exit(f"{report.kept} of {report.read} rows kept, {report.refused[:3]}")

    bare = _took(lambda: _bare(file, folder / "bare.sqlite3"))
    first = _profiled(take) if asked.profile else _took(take)
    again = _took(take)
    load = os.getloadavg()[0]
    if (Creator.objects.count(), Snapshot.objects.count()) != (asked.rows, asked.rows):
        sys.exit("the library does not hold what the file does")
    told = {
        "rows": asked.rows,
        "first_s": round(first.clock, 2),
        "first_cpu_s": round(first.cpu, 2),
        "first_beside_s": round(first.beside, 2),
        "again_s": round(again.clock, 2),
        "again_cpu_s": round(again.cpu, 2),
        "again_beside_s": round(again.beside, 2),
        "baseline_s": round(bare.clock, 2),
        "baseline_cpu_s": round(bare.cpu, 2),
        "ratio": round(first.cpu / bare.cpu, 1),
        "ratio_again": round(again.cpu / bare.cpu, 1),
        "load": round(load, 1),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }
    print(json.dumps(told) if asked.json else "\n".join(f"{name:<14} {value:>12,}" for name, value in told.items()))
    if first.clock * GOAL_ROWS > GOAL_S * asked.rows:
        sys.exit(f"slower than {GOAL_ROWS:,} rows in {GOAL_S} s")


def write(file: Path, rows: int) -> None:
    """The list, UTF-8 with its byte-order mark: a tenth of the figures unknown."""
    with file.open("w", encoding="utf-8-sig", newline="") as content:
        writer = csv.writer(content)
        writer.writerow(COLUMNS)
        writer.writerows(_rows(rows))


def _rows(rows: int) -> Iterator[tuple[object, ...]]:
    chance = random.Random(SEED)
    names = [one.name_zh for one in CATEGORIES.values()]
    for number in range(rows):
        place, sign, worth = chance.choice(PLACES)
        followers = 1_000 * 2 ** chance.randrange(11) + chance.randrange(1_000)
        sold = chance.randrange(200) * followers // 2_000
        yield (
            f"anna.daily{number}",
            f"Anna {number}",
            place,
            chance.choice(names),
            f"{followers / 10_000:.2f}万" if followers > 10_000 else followers,
            sold,
            f"{sign}{sold * 12 * worth:,}" if chance.randrange(10) else "-",
            f"{chance.randrange(100, 1_500) / 100}%",
            followers // chance.randrange(2, 20),
            chance.randrange(40),
            chance.randrange(10),
            "" if chance.randrange(4) else f"anna{number}@moonwell.test",
        )


def _bare(file: Path, database: Path) -> None:
    """A reader, a table of texts without an index, and rows put in by the ten thousand."""
    with file.open(encoding="utf-8-sig", newline="") as content, sqlite3.connect(database) as table:
        table.execute("PRAGMA journal_mode = WAL")
        table.execute(f"CREATE TABLE creators ({', '.join(f'c{place}' for place in range(len(COLUMNS)))})")
        rows = csv.reader(content)
        next(rows)
        statement = f"INSERT INTO creators VALUES ({', '.join('?' * len(COLUMNS))})"
        for batch in in_batches(rows, 10_000):
            table.executemany(statement, batch)
    table.close()


@dataclass(frozen=True, slots=True)
class Taken:
    """Seconds by the clock, and those that this process, and the one that reads beside it, had a core: on a busy
    machine they differ.
    """

    clock: float
    own: float
    beside: float

    @property
    def cpu(self) -> float:
        return self.own + self.beside


def _took(call: Callable[[], None]) -> Taken:
    began, own, beside = time.perf_counter(), time.process_time(), _beside()
    call()
    return Taken(time.perf_counter() - began, time.process_time() - own, _beside() - beside)


def _beside() -> float:
    """What processes that have ended took."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return children.ru_utime + children.ru_stime


def _profiled(call: Callable[[], None]) -> Taken:
    profile = cProfile.Profile()
    took = _took(lambda: profile.runcall(call))
    pstats.Stats(profile).sort_stats("tottime").print_stats(45)
    return took


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=GOAL_ROWS)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--profile", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
