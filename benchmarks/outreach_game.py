"""The quota-limited outreach game: `python -m benchmarks.outreach_game --worlds 300 --seed N [--variant V] [--json]`.

Every policy plays the same worlds, which a judge in another process draws from the seed and the world's number; the
policy sees JSON. Scores are shares of the ceiling's (this world's true weights on public columns, decided as well as
we know how); intervals are a bootstrap over worlds, 90 %. Give a seed nobody has used: what was chosen by looking at
results (the share of the told prior) was chosen on seed 1001. Exits with an error where a stated goal is missed.
"""

import argparse
import json
import multiprocessing
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from benchmarks.judge import Judge, Opens
from benchmarks.outreach_baselines import brief, followers_first, random_order, sales_and_reminders, sales_and_reserve
from benchmarks.outreach_ours import ours
from numpy.typing import NDArray

VARIANTS = ("right", "wrong-prior", "five-percent", "fast-cooling", "slow-cooling")
RULES = ("message", "creator_week")
SALES, BRIEF, OURS, CEILING, CLAIRVOYANT = "sales + 30 %", "brief's rules", "ours", "ceiling", "clairvoyant"
POLICIES: dict[str, Opens] = {
    "random": random_order,
    "followers": followers_first,
    BRIEF: brief,
    SALES: sales_and_reserve,
    "sales + 30 %, reminders": sales_and_reminders,
    OURS: ours,
}
REFERENCES = ("posterior", "plain ceiling", CEILING, "informed", CLAIRVOYANT)
WORLDS_A_JOB = 5
DRAWS = 2_000
Scores = dict[str, list[dict[str, float]]]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Job:
    """Some worlds of one variant under one rule."""

    variant: str
    rule: str
    seed: int
    worlds: range


@dataclass(frozen=True, slots=True)
class Ratio:
    """One sum over another, with its 90 % interval."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.value:.2f} [{self.low:.2f}-{self.high:.2f}]"


@dataclass(frozen=True, slots=True)
class Goal:
    """A figure that was promised."""

    name: str
    least: float
    found: Ratio

    @property
    def is_met(self) -> bool:
        return self.found.value >= self.least


def main() -> None:
    asked = _arguments()
    told, missed = [], []
    with multiprocessing.get_context("spawn").Pool(asked.processes) as pool:
        for variant in asked.variant or VARIANTS:
            for rule in asked.rule or RULES:
                jobs = [
                    Job(variant, rule, asked.seed, range(first, min(first + WORLDS_A_JOB, asked.worlds)))
                    for first in range(0, asked.worlds, WORLDS_A_JOB)
                ]
                scores = _together(pool.map(play, jobs, chunksize=1))
                goals = goals_of(variant, rule, scores)
                missed += [f"{variant}, {rule}: {one.name}" for one in goals if not one.is_met]
                told.append(_told(variant, rule, scores, goals))
                if not asked.json:
                    _print(told[-1], scores, goals)
    if asked.json:
        print(json.dumps({"seed": asked.seed, "worlds": asked.worlds, "results": told}))
    if missed:
        sys.exit("missed: " + "; ".join(missed))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--worlds", type=int, default=300)
    parser.add_argument("--seed", type=int, required=True, help="held out: one that nothing was chosen on")
    parser.add_argument("--variant", action="append", choices=VARIANTS, help="all, if none is named")
    parser.add_argument("--rule", action="append", choices=RULES, help="both, if none is named")
    parser.add_argument("--processes", type=int, default=os.cpu_count())
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


def play(job: Job) -> Scores:
    """Let every policy play the job's worlds."""
    scores: Scores = {name: [] for name in (*POLICIES, *REFERENCES)}
    with Judge() as judge:
        for world in job.worlds:
            opening: dict[str, object] = {
                "seed": job.seed,
                "world": world,
                "variant": job.variant,
                "rule": job.rule,
            }
            for name, opens in POLICIES.items():
                scores[name].append(judge.play(opening, opens))
            for name in REFERENCES:
                scores[name].append(judge.reference(opening, name))
    return scores


def _together(parts: Sequence[Scores]) -> Scores:
    return {name: [score for part in parts for score in part[name]] for name in parts[0]}


def goals_of(variant: str, rule: str, scores: Scores) -> list[Goal]:
    """What is promised of ours in this variant; a ratio's value decides, its interval is shown."""
    right, found = variant == "right", []
    if right or variant == "wrong-prior":
        found.append(Goal("share of the ceiling", 0.88 if right else 0.78, ratio(scores, OURS, CEILING)))
    found.append(Goal(f"times {SALES}", 1.3 if right else 1.0, ratio(scores, OURS, SALES)))
    least = (3.0 if rule == "message" else 2.2) if right else 1.0
    found.append(Goal(f"times {BRIEF}", least, ratio(scores, OURS, BRIEF)))
    over = sum(score["over"] for score in scores[OURS])
    found.append(Goal("no unit over the cap", 0.0, Ratio(-over, -over, -over)))
    return found


def ratio(scores: Scores, over: str, under: str, figure: str = "quiet") -> Ratio:
    """The policies' sums over all worlds, worlds drawn again with both of their scores."""
    upper, lower = _column(scores, over, figure), _column(scores, under, figure)
    picks = np.random.default_rng(3).integers(0, len(upper), (DRAWS, len(upper)))
    drawn = upper[picks].sum(axis=1) / lower[picks].sum(axis=1)
    low, high = np.quantile(drawn, (0.05, 0.95))
    return Ratio(float(upper.sum() / lower.sum()), float(low), float(high))


def _column(scores: Scores, name: str, figure: str) -> Floats:
    return np.array([score[figure] for score in scores[name]])


def _told(variant: str, rule: str, scores: Scores, goals: Sequence[Goal]) -> dict[str, Any]:
    table = {}
    ceiling = _column(scores, CEILING, "quiet")
    for name in scores:
        row: dict[str, Any] = {"of_clairvoyant": asdict(ratio(scores, name, CLAIRVOYANT, "sales"))}
        if name != CLAIRVOYANT:
            quiet = _column(scores, name, "quiet")
            row["of_ceiling"] = asdict(ratio(scores, name, CEILING))
            row["median_world"] = float(np.median(quiet / ceiling))
            row["per_unit"] = float(quiet.sum() / _column(scores, name, "units").sum())
            row |= {key: float(_column(scores, name, key).mean()) for key in ("profit", "lost", "over", "lapsed")}
        table[name] = row
    ahead = float((_column(scores, OURS, "quiet") > _column(scores, SALES, "quiet")).mean())
    promised = [{"goal": one.name, "least": one.least, "met": one.is_met, **asdict(one.found)} for one in goals]
    return {"variant": variant, "rule": rule, "policies": table, "ahead_of_sales": ahead, "goals": promised}


def _print(told: dict[str, Any], scores: Scores, goals: Sequence[Goal]) -> None:
    print(f"\n{told['variant']}, counted by {told['rule']}, {len(scores[OURS])} worlds")
    heads = ("per unit", "of ceiling", "median", "of clairvoyant", "profit", "lost", "lapsed", "over")
    print(
        f"{'':<24}{heads[0]:>9}{heads[1]:>20}{heads[2]:>8}{heads[3]:>20}{heads[4]:>9}{heads[5]:>6}{heads[6]:>8}{heads[7]:>6}"
    )
    for name, row in told["policies"].items():
        clairvoyant = str(Ratio(**row["of_clairvoyant"]))
        if name == CLAIRVOYANT:
            print(f"{name:<24}{'':>37}{clairvoyant:>20}")
            continue
        print(
            f"{name:<24}{row['per_unit']:>9.0f}{Ratio(**row['of_ceiling'])!s:>20}{row['median_world']:>8.2f}"
            f"{clairvoyant:>20}{row['profit']:>9.0f}{row['lost']:>6.1f}{row['lapsed']:>8.1f}{row['over']:>6.0f}"
        )
    for one in goals:
        print(f"  {'met   ' if one.is_met else 'MISSED'} {one.name}: {one.found}, at least {one.least}")
    print(f"  ours ahead of {SALES} in {100 * told['ahead_of_sales']:.0f} % of worlds", flush=True)


if __name__ == "__main__":
    main()
