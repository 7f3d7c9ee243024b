"""How fast a library of millions is searched: `python -m benchmarks.search --size 1m|10m [--json] [--engines a,b]`.

The same rows and the same questions go to our index and to what somebody would take instead; beside them stand plain
numpy masks, the limit of one process. Every answer is held against ours: totals, pages and counts must be equal.
PostgreSQL takes part where DATABASE_URL names one (`scripts/with-postgres`).
"""

import benchmarks.own_folder  # noqa: F401  isort:skip
import rapport.project.ready  # noqa: F401  isort:skip

import argparse
import json
import os
import resource
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from importlib import import_module
from itertools import cycle
from pathlib import Path

import numpy as np
from benchmarks.crowd import crowd, of_ids
from benchmarks.engines.engine import Engine
from benchmarks.questions import Question, needles, screens
from benchmarks.timing import Timing, timed

Answers = dict[str, object]
SIZES = {"100k": 100_000, "1m": 1_000_000, "10m": 10_000_000}
ENGINES = {
    "rapport": "ours:Ours",
    "numpy masks": "masks:Masks",
    "duckdb": "duck:DuckDB",
    "polars": "frames:Polars",
    "sqlite": "lite:SQLite",
    "postgresql": "postgres:PostgreSQL",
    "tantivy": "tanti:Tantivy",
}
GOALS_MS = {"1m": ("median", 5.0), "10m": ("p95", 50.0)}
CHANGED = 100
"""One row in so many changes."""
VISIBLE_SECONDS = 2.0
CLIENTS = 8
WARM_UP = 4
"""Calls that do not count."""
BUDGET_SECONDS = 20.0
"""So long one engine is asked one kind of question at most."""


@dataclass
class Result:
    """What was measured of one engine; seconds, mebibytes and milliseconds."""

    name: str
    load_seconds: float = 0
    memory_mib: float = 0
    change_seconds: float | None = None
    timings: dict[str, Timing] = field(default_factory=dict)
    together_per_second: float | None = None
    differs: list[str] = field(default_factory=list)


def main() -> None:
    asked = _arguments()
    results = []
    reference: Answers = {}
    for name in asked.engines:
        results.append(_measured(name, asked, reference))
        print(f"{name}: done", file=sys.stderr)
    if asked.json:
        print(json.dumps({"size": asked.size, "engines": [_told(one) for one in results]}))
    else:
        _tell(results)
    missed = _missed(asked.size, results)
    if missed:
        sys.exit("; ".join(missed))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", choices=SIZES, default="1m")
    parser.add_argument("--calls", type=int, default=60, help="how often each kind of question is asked")
    parser.add_argument("--seed", type=int, default=11, help="of the questions")
    parser.add_argument("--engines", default="", help="some of: " + ", ".join(ENGINES))
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    named = [one.strip() for one in asked.engines.split(",") if one.strip()]
    asked.engines = named or [one for one in ENGINES if one != "postgresql" or os.environ.get("DATABASE_URL")]
    return asked


def _measured(name: str, asked: argparse.Namespace, reference: Answers) -> Result:
    """Each engine in a process of its own, so that memory is its own."""
    reading, writing = os.pipe()
    if os.fork() == 0:
        os.close(reading)
        result, answers = _run(name, asked, reference)
        told = asdict(result) | {"answers": answers}
        with os.fdopen(writing, "w") as file:
            json.dump(told, file)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as file:
        told = json.load(file)
    os.wait()
    for kind, answer in told.pop("answers").items():
        reference.setdefault(kind, answer)
    timings = {kind: Timing(kind, tuple(one["calls_ms"])) for kind, one in told.pop("timings").items()}
    return Result(timings=timings, **told)


def _run(name: str, asked: argparse.Namespace, reference: Answers) -> tuple[Result, Answers]:
    module, made = ENGINES[name].split(":")
    folder = Path(os.environ["RAPPORT_HOME"]) / module
    folder.mkdir()
    engine: Engine = getattr(import_module(f"benchmarks.engines.{module}"), made)(folder)
    result = Result(name)
    start = time.perf_counter()
    engine.load(crowd(SIZES[asked.size]))
    result.load_seconds = time.perf_counter() - start
    answers = _ask(engine, asked, result)
    result.differs = [kind for kind, answer in answers.items() if kind in reference and reference[kind] != answer]
    result.memory_mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    if name != "numpy masks":
        result.change_seconds = _change(engine, SIZES[asked.size])
    engine.close()
    return result, answers


def _ask(engine: Engine, asked: argparse.Namespace, result: Result) -> Answers:
    """Time every kind of question; the answers of the first few, to be compared."""
    near, anywhere = screens(asked.calls, seed=asked.seed), screens(asked.calls, seed=asked.seed, everywhere=True)
    kinds: dict[str, tuple[Sequence[object], Callable[..., object]]] = {
        "screen": (near, engine.page),
        "screen anywhere": (anywhere, engine.page),
        "facets": (near, lambda one: (engine.page(one), engine.facets(one))),
        "page 20": (near, lambda one: engine.page(one, 950)),
        "text": (needles(asked.calls + WARM_UP, seed=asked.seed), engine.text),
    }
    if engine.name == "numpy masks":
        del kinds["text"]
    for kind, (questions, call) in kinds.items():
        result.timings[kind] = _timed(kind, questions, call, asked.calls)
    result.together_per_second = _together(engine, near)
    answers: Answers = {}
    for place, one in enumerate([*near[:5], *anywhere[:5]]):
        found = engine.page(one)
        answers[f"total {place}"] = found.total
        if engine.name != "tantivy":
            answers[f"page {place}"] = list(found.ids)
    for place, one in enumerate(near[:3]):
        answers[f"facets {place}"] = {name: dict(counts) for name, counts in engine.facets(one).items()}
    return answers


def _timed(kind: str, questions: Sequence[object], call: Callable[..., object], calls: int) -> Timing:
    coming = cycle(questions)
    start = time.perf_counter()
    call(next(coming))
    once = time.perf_counter() - start
    most = max(3, min(calls, int(BUDGET_SECONDS / max(once, 0.0001))))
    return timed(kind, lambda: call(next(coming)), calls=most)


def _together(engine: Engine, questions: Sequence[Question]) -> float | None:
    """Screens a second when eight ask at once; not of those that want a connection for each."""
    if engine.name in ("sqlite", "postgresql"):
        return None
    start = time.perf_counter()
    with ThreadPoolExecutor(CLIENTS) as clients:
        list(clients.map(engine.page, questions))
    return len(questions) / (time.perf_counter() - start)


def _change(engine: Engine, size: int) -> float:
    """Seconds from handing in one row in a hundred until the next question sees them."""
    chance = np.random.default_rng(99)
    changed = of_ids(np.sort(chance.choice(size, size // CHANGED, replace=False)) + 1, chance)
    start = time.perf_counter()
    engine.change(changed)
    engine.page(screens(1, seed=5)[0])
    return time.perf_counter() - start


def _told(result: Result) -> dict[str, object]:
    timings = {
        kind: {"p50_ms": round(one.median, 3), "p95_ms": round(one.p95, 3), "calls": len(one.calls_ms)}
        for kind, one in result.timings.items()
    }
    return asdict(result) | {"timings": timings}


def _tell(results: Sequence[Result]) -> None:
    """A table: the median and the 95th percentile of each kind of question, and what the engine took beside."""
    kinds = list(results[0].timings)
    print(f"{'':<12}" + "".join(f"{kind:>20}" for kind in kinds) + f"{'8 at once/s':>13}{'1 % changed s':>15}", end="")
    print(f"{'load s':>9}{'MiB':>8}  differs")
    for one in results:
        cells = [_cell(one.timings.get(kind)) for kind in kinds]
        together = "–" if one.together_per_second is None else f"{one.together_per_second:.0f}"
        changed = "–" if one.change_seconds is None else f"{one.change_seconds:.2f}"
        print(f"{one.name:<12}" + "".join(f"{cell:>20}" for cell in cells) + f"{together:>13}{changed:>15}", end="")
        print(f"{one.load_seconds:>9.1f}{one.memory_mib:>8.0f}  {', '.join(one.differs) or 'in nothing'}")
    by_name = {one.name: one for one in results}
    if {"rapport", "numpy masks"} <= by_name.keys():
        for kind, limit in by_name["numpy masks"].timings.items():
            ratio = by_name["rapport"].timings[kind].median / limit.median
            print(f"{kind}: {ratio:.2f} times the numpy masks at the median")


def _cell(timing: Timing | None) -> str:
    return "–" if timing is None else f"{timing.median:.2f} / {timing.p95:.2f}"


def _missed(size: str, results: Sequence[Result]) -> list[str]:
    """Which goals were not met."""
    by_name = {one.name: one for one in results}
    ours = by_name.get("rapport")
    missed = [f"{one.name} answers otherwise: {', '.join(one.differs)}" for one in results if one.differs]
    if ours is None:
        return missed
    screen = ours.timings["screen"]
    for one in results:
        if one.name in ("rapport", "numpy masks"):
            continue
        theirs = one.timings["screen"]
        missed += [f"{one.name} has the better median"] if theirs.median < screen.median else []
        missed += [f"{one.name} has the better p95"] if theirs.p95 < screen.p95 else []
    if size in GOALS_MS:
        which, most = GOALS_MS[size]
        missed += [f"screen over {most} ms"] if getattr(screen, which) > most else []
    if ours.change_seconds is not None and ours.change_seconds > VISIBLE_SECONDS:
        missed.append("changes are seen too late")
    return missed


if __name__ == "__main__":
    main()
