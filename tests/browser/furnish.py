"""Lays out what the browser will see: `python -m tests.browser.furnish ROWS` fills a new data folder."""

import rapport.project.ready  # noqa: F401  isort:skip

import sys

from tests.cast import MEI, NOW, PASSWORD, cast_of
from tests.console.world import at_work

from rapport.project.main import prepare_database
from rapport.shops.actions.workspaces import seat_member
from rapport.shops.rules.roles import Role


def main() -> None:
    prepare_database()
    cast = cast_of()
    at_work(cast, int(sys.argv[1]))
    seat_member(cast.moonwell.pk, "lin", Role.OPERATOR, by=MEI, now=NOW, password=PASSWORD)


if __name__ == "__main__":
    main()
