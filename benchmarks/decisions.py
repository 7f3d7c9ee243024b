"""How long it takes to decide on many messages and to queue them: `python -m benchmarks.decisions [--decisions N]`.

A shop whose account allows that many plans them in one pass, without what is kept back for the answers; then a person
approves all of them: each takes its places in the quota, its seat in a collaboration, its words and its line in the
trail, in a transaction of its own. Beside it stands the least that keeps a message: a transaction that inserts it.
"""

import benchmarks.own_folder  # noqa: F401  isort:skip
import rapport.project.ready  # noqa: F401  isort:skip

import argparse
import json
import sys

from benchmarks.planning import NOW, filled, made_up
from benchmarks.timing import tell, timed
from django.db import connection, transaction

from rapport.campaigns.actions.approve import approve_all
from rapport.campaigns.actions.plans import plan_shop
from rapport.campaigns.models import Campaign, Plan
from rapport.collaborations.models import TargetCollaboration
from rapport.outreach.models import Invitation, Message, QuotaWindow
from rapport.shops.actions.connections import choose_rules
from rapport.shops.models import Shop
from rapport.shops.queries.shops import shop as shop_by_id
from rapport.shops.rules.roles import Actor

MEI = Actor("mei")
CANDIDATES = 50_000
BARE = "bare_messages"


def main() -> None:
    """Plan, approve, count; leave with an error where a decision is missing or a place too many was taken."""
    asked = _arguments()
    shop = _allowed_much(filled(made_up(CANDIDATES)), asked.decisions)
    planned = timed("planned", lambda: plan_shop(shop, now=NOW), calls=1, warm_up=0)
    plan = Plan.objects.get(shop=shop)
    approved = timed("approved", lambda: approve_all(shop, plan.made_at, by=MEI, now=NOW), calls=1, warm_up=0)
    decisions = plan.lines.count()
    bare = timed("as many bare rows", lambda: _bare(decisions), calls=1, warm_up=0)
    told = {
        "decisions": decisions,
        "invited": Invitation.objects.count(),
        "messages": Message.objects.count(),
        "units": QuotaWindow.objects.get(shop=shop).held,
        "collaborations": TargetCollaboration.objects.count(),
    }
    if asked.json:
        times = {f"{one.name}_ms": one.median for one in (planned, approved, bare)}
        print(json.dumps({**told, **times, "ratio": approved.median / bare.median}))
    else:
        tell([planned, approved], bare)
        print(", ".join(f"{count:,} {name}" for name, count in told.items()))
    if (told["invited"], told["messages"], told["units"]) != (decisions, decisions, decisions * 2):
        sys.exit("something that was decided is missing, or was done twice")


def _allowed_much(shop: Shop, decisions: int) -> Shop:
    """Two units an invitation and as many for the answers, so many invitations a day."""
    choose_rules(shop, "guidebook", decisions * 4, by=MEI, now=NOW)
    Campaign.objects.filter(shop=shop).update(per_day_max=decisions // Campaign.objects.filter(shop=shop).count())
    return shop_by_id(shop.pk)


def _bare(count: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE {BARE} (name varchar(80) PRIMARY KEY, words text)")
        for number in range(count):
            with transaction.atomic():
                cursor.execute(f"INSERT INTO {BARE} VALUES (%s, %s)", [f"message:{number}", "Hello" * 20])


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--decisions", type=int, default=10_000)
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
