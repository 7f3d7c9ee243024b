"""The owner's lists: creators, orders, and the requests of the wire with each check explained."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice

from sandbox.commission import commission
from sandbox.explaining import Record
from sandbox.pages.owner import OwnerPage
from sandbox.pages.playing import whole
from sandbox.pages.web import PageMissingError, Visit
from sandbox.shops import Shop
from sandbox.store import by_creator, played
from sandbox.store.by_creator import Dealing
from sandbox.store.sales import OrderLine

SHOWN = 100


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """One creator and one shop that have to do with each other."""

    dealing: Dealing
    shop: Shop
    handle: str
    nickname: str
    is_played: bool


@dataclass(frozen=True, slots=True)
class Sold:
    """One order line with what it pays, in minor units."""

    line: OrderLine
    shop: Shop
    handle: str
    title: str
    amount: int
    state: str


class CreatorsPage(OwnerPage):
    """Who has to do with whom."""

    tab = "creators"

    def show(self, visit: Visit, **_path: str) -> str:
        world, people = visit.world, set(played.everyone(visit.world.db))
        found = [
            Acquaintance(
                row,
                world.shops[row.shop],
                world.population.handle(row.creator),
                world.population.nickname(row.creator),
                row.creator in people,
            )
            for row in by_creator.dealings(world.db, SHOWN)
        ]
        return self.page(visit, "control_creators.html", found=found)


class OrdersPage(OwnerPage):
    """The last orders of all shops."""

    tab = "orders"

    def show(self, visit: Visit, **_path: str) -> str:
        found = [_sold(visit, line) for line in by_creator.last_lines(visit.world.db, SHOWN)]
        return self.page(visit, "control_orders.html", found=found, day=_minute)


def _sold(visit: Visit, line: OrderLine) -> Sold:
    shop = visit.world.shops[line.shop]
    product, sums = shop.product(line.product), commission(line.known_at(visit.now), shop.rules.refund_basis)
    state = "returned" if not sums.actual else "settled" if line.settles_at <= visit.now else "way"
    handle, title = visit.world.population.handle(line.creator), product.title if product else str(line.product)
    return Sold(line, shop, handle, title, sums.actual, state)


def _minute(moment: int) -> str:
    return f"{datetime.fromtimestamp(moment, UTC):%m-%d %H:%M}"


class RequestsPage(OwnerPage):
    """The last requests, the latest first; all, or only those that were refused."""

    tab = "requests"

    def show(self, visit: Visit, **_path: str) -> str:
        only = visit.query.get("only") == "refused"
        records = (make() for make in reversed(self.desk.records))
        found = list(islice((record for record in records if not (only and record.ok)), SHOWN * 2))
        return self.page(visit, "control_requests.html", found=found, only=only, day=_second)


class RequestPage(OwnerPage):
    """One request, check by check."""

    tab = "requests"

    def show(self, visit: Visit, **path: str) -> str:
        number = whole(path["number"])
        record = next((record for make in self.desk.records if (record := make()).number == number), None)
        if record is None:
            raise PageMissingError("request_gone")
        return self.page(visit, "control_request.html", record=record, day=_second, pretty=_pretty(record))


def _second(moment: int) -> str:
    return f"{datetime.fromtimestamp(moment, UTC):%m-%d %H:%M:%S}"


def _pretty(record: Record) -> str:
    """Return the answer with each field on its line, or as it is where it is cut or no JSON."""
    try:
        return json.dumps(json.loads(record.answer), ensure_ascii=False, indent=2)
    except ValueError:
        return record.answer
