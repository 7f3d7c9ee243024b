"""One racer for the last places: `python -m tests.stories.racing SHOP ATTEMPTS`; waits for a line, then prints
how many it got.
"""

import rapport.project.ready  # noqa: F401  isort:skip

import os
import sys

from tests.cast import NOW

from rapport.creators.models import Creator
from rapport.outreach.actions.quota import reserve
from rapport.outreach.rules.quota import Kind, QuotaUsedUp
from rapport.shops.queries.shops import shop


def main() -> None:
    racing_for, attempts = shop(int(sys.argv[1])), int(sys.argv[2])
    creators = list(Creator.objects.filter(region=racing_for.region).order_by("pk"))
    print("ready", flush=True)  # noqa: T201
    sys.stdin.readline()
    granted = 0
    for number in range(attempts):
        creator = creators[(number * 7 + os.getpid()) % len(creators)]
        try:
            place = reserve(racing_for, creator, Kind.MESSAGE, f"race:{os.getpid()}:{number}", now=NOW)
        except QuotaUsedUp:
            continue
        granted += place.units
    print(granted, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
