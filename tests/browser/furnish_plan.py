"""Lays out a shop in a sandbox with its first plan: `python -m tests.browser.furnish_plan DESCRIPTION`, the JSON that
the sandbox tells of itself. A campaign waits for Mei's approval.
"""

import rapport.project.ready  # noqa: F401  isort:skip

import json
import sys
from datetime import datetime

from tests.cast import MEI, PASSWORD

from rapport.campaigns.models import Campaign
from rapport.jobs.clocks import read_clock
from rapport.jobs.errand import Outside
from rapport.jobs.worker import Worker
from rapport.project.demonstration import CampaignWish, fill_library, open_campaigns, open_demonstration
from rapport.project.main import prepare_database
from rapport.shops.actions.workspaces import seat_member
from rapport.shops.models import Connection
from rapport.shops.queries.shops import shops_of
from rapport.shops.rules.keys import shop_key
from rapport.shops.rules.roles import Role
from rapport.work.queue import enqueue


def main() -> None:
    description, now = json.loads(sys.argv[1]), datetime.fromisoformat(sys.argv[2])
    prepare_database()
    workspace = open_demonstration(description, ["GB"], now=now)
    seat_member(workspace.pk, "mei", Role.OWNER, by=MEI, now=now, password=PASSWORD)
    read_clock(Connection.objects.get(), Outside())
    worker = Worker(Outside())
    fill_library(workspace, worker.drain)
    open_campaigns(workspace, CampaignWish(Campaign.Approval.PERSON, 6), now=now)
    Campaign.objects.update(starts_at=now)
    for shop in shops_of(workspace.pk):
        enqueue("campaigns.plan", shop_key(shop.pk))
    worker.drain()


if __name__ == "__main__":
    main()
