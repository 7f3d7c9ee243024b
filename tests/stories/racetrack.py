"""Lays out a race: `python -m tests.stories.racetrack REGION PACK CAP CREATORS` makes a shop with a cap, prints
its number.
"""

import rapport.project.ready  # noqa: F401  isort:skip

import sys

from tests.cast import MEI, NOW, creator, shop_in

from rapport.project.main import prepare_database
from rapport.shops.actions.connections import choose_rules
from rapport.shops.actions.workspaces import open_workspace


def main() -> None:
    region, pack, cap, creators = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    prepare_database()
    moonwell = open_workspace("Moonwell", by=MEI, now=NOW)
    shop = shop_in(moonwell, region, pack)
    choose_rules(shop, pack, cap, by=MEI, now=NOW)
    for number in range(creators):
        creator(moonwell, f"creator{number}", region, 5_000)
    print(shop.pk)  # noqa: T201


if __name__ == "__main__":
    main()
