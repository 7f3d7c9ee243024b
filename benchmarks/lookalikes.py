"""Do lookalikes find good creators better than the plain sort by sales elsewhere? `python benchmarks/lookalikes.py`.

Reads one shop's creators where their file is there (`--file`), else makes a library up. Half of the S and A creators
are shown as examples, the other half is looked for among the first 50, two hundred times; the interval of the mean
difference is a bootstrap over those halves. A made-up library shows only that the sum is right, not what is true.
"""

import rapport.project.ready  # noqa: F401  isort:skip

import argparse
import csv
import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from rapport.creators.rules.lookalikes import FEATURES, Traits, halves

COLUMNS = {"followers": "followers", "units_30d": "all_units", "gmv_30d": "all_gmv"}
COLUMNS |= {"video_gpm": "video_gpm", "live_gpm": "live_gpm"}
A_FROM = 100
MADE_UP = 2_000


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--file", type=Path, help="one shop's creators, as the product imports them")
    asked.add_argument("--json", action="store_true")
    options = asked.parse_args()
    is_real = options.file is not None and options.file.exists()
    pool, good = from_file(options.file) if is_real else made_up()
    found = halves(pool, good)
    told = {
        "library": options.file.name if is_real else "made up",
        "creators": len(pool),
        "good": len(good),
        "base": percent(len(good) / 2, len(pool) - len(good) / 2),
        "alike": percent(found[:, 0].mean(), 50),
        "sort": percent(found[:, 1].mean(), 50),
        "difference": [percent(bound, 50) for bound in interval(found[:, 0] - found[:, 1])],
    }
    print(json.dumps(told) if options.json else "\n".join(f"{name:>12}  {value}" for name, value in told.items()))


def from_file(path: Path) -> tuple[list[Traits], frozenset[int]]:
    """Creators of one shop's file; good ones have 100 orders of it or more."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    pool = [
        Traits(
            place,
            tuple(int(float(row[COLUMNS[name]] or 0)) if name in COLUMNS else None for name in FEATURES),
            frozenset({row["category"]} if row["category"] else ()),
        )
        for place, row in enumerate(rows)
    ]
    return pool, frozenset(place for place, row in enumerate(rows) if int(row["own_orders"] or 0) >= A_FROM)


def made_up() -> tuple[list[Traits], frozenset[int]]:
    """Creators whose sales for us follow followers a little and sales elsewhere more, as in the real file."""
    chance = np.random.default_rng(11)
    size, elsewhere, luck = chance.normal(size=(3, MADE_UP))
    ours = 0.1 * size + 0.35 * elsewhere + luck
    figures = {"followers": np.exp(10 + size), "units_30d": np.exp(4 + 2 * elsewhere)}
    pool = [
        Traits(place, tuple(int(figures[name][place]) if name in figures else None for name in FEATURES))
        for place in range(MADE_UP)
    ]
    return pool, frozenset(int(place) for place in np.argsort(-ours)[: MADE_UP // 25])


def interval(gains: NDArray[np.int64]) -> list[float]:
    """Five and ninety-five in a hundred of the mean, drawn again a thousand times."""
    chance = np.random.default_rng(3)
    means = [chance.choice(gains, len(gains)).mean() for _ in range(1_000)]
    return [float(np.quantile(means, bound)) for bound in (0.05, 0.95)]


def percent(part: float, whole: float) -> float:
    return round(100 * part / whole, 1)


if __name__ == "__main__":
    main()
