"""Prints what an installation holds: `python -m tests.project.peek`."""

import rapport.project.ready  # noqa: F401  isort:skip

import json

from rapport.creators.models import Creator
from rapport.project.main import prepare_database
from rapport.shops.models import AuditLine, Shop


def main() -> None:
    prepare_database()
    shops = [[shop.name, shop.access_token, shop.connection_id is not None] for shop in Shop.objects.order_by("name")]
    handles = sorted(Creator.objects.values_list("handle", flat=True))
    lines = AuditLine.objects.count()
    print(json.dumps({"shops": shops, "creators": handles, "trail": lines}))  # noqa: T201


if __name__ == "__main__":
    main()
