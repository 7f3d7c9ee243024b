"""Packing a week's decisions into collaborations, beside seating each creator by looking through every draft.

`python -m benchmarks.packing [--creators N]`. Both pack the same wants: creators in campaigns of five products, of
which one in two takes only some. The baseline is first fit, as when creators sit down one after the other. Told are
milliseconds for all, and how many collaborations come of it. Then each creator is given a moment to be written to, in
four countries, over holidays, by night and never in a burst.
"""

import rapport.project.ready  # noqa: F401  isort:skip

import argparse
import random
from datetime import UTC, datetime, time

from benchmarks.timing import tell, timed

from rapport.collaborations.rules.packing import Draft, PackLimits, Standing, Want, draft_with_room, pack
from rapport.outreach.rules.pace import Leaving, Pace, Quiet, Region, spread
from rapport.policies.queries import places

LIMITS = PackLimits(creators_max=30, products_max=100, per_day_max=200, open_max=1000)
QUIET, COUNTRIES, START = Quiet(time(22), time(8)), ("GB", "TH", "US", "ID"), datetime(2026, 3, 2, 9, tzinfo=UTC)
CAMPAIGNS, PRODUCTS, SOME = 10, 5, 2


def wants(count: int, seed: int) -> list[Want]:
    """The same for the same seed."""
    chance = random.Random(seed)
    return [_want(creator, chance) for creator in range(count)]


def _want(creator: int, chance: random.Random) -> Want:
    campaign = chance.randrange(CAMPAIGNS)
    offered = {campaign * PRODUCTS + one: 1500 for one in range(PRODUCTS)}
    if chance.randrange(SOME) == 0:
        offered = dict(chance.sample(sorted(offered.items()), chance.randrange(1, PRODUCTS + 1)))
    return Want(creator, offered, f"campaign {campaign}")


def first_fit(wanted: list[Want]) -> int:
    """Seat each in the first draft with room; how many drafts that makes."""
    drafts: dict[str, list[Draft]] = {}
    for want in wanted:
        rows = drafts.setdefault(want.terms, [])
        found = draft_with_room(rows, want.rates, LIMITS.creators_max)
        if found is None:
            rows.append(Draft(len(rows), want.rates, 1))
        else:
            rows[found] = Draft(found, want.rates, rows[found].seated + 1)
    return sum(map(len, drafts.values()))


def sends(count: int) -> list[Leaving]:
    """When so many messages of one campaign leave, sixty an hour."""
    places_of = [Region(places()[code], QUIET) for code in COUNTRIES]
    return spread([places_of[one % len(places_of)] for one in range(count)], START, Pace(per_hour_max=60))


def main() -> None:
    """Time both on the same wants and tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--creators", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=5)
    asked = parser.parse_args()
    wanted = wants(asked.creators, asked.seed)
    packed = timed("packed", lambda: pack(wanted, LIMITS, Standing()), calls=5, warm_up=1)
    fitted = timed("first fit", lambda: first_fit(wanted), calls=5, warm_up=1)
    spread_out = timed("moments", lambda: sends(asked.creators), calls=3, warm_up=1)
    tell([packed, spread_out], fitted)
    made = pack(wanted, LIMITS)
    print(
        f"collaborations: {len(made.all)} packed, {first_fit(wanted)} by first fit; {len(made.at_once)} of them today"
    )


if __name__ == "__main__":
    main()
