"""Lays out what the browser will see: `python -m tests.browser.furnish ROWS` fills a new data folder."""

import rapport.project.ready  # noqa: F401  isort:skip

import sys

from tests.cast import cast_of
from tests.console.world import at_work

from rapport.project.main import prepare_database


def main() -> None:
    prepare_database()
    at_work(cast_of(), int(sys.argv[1]))


if __name__ == "__main__":
    main()
