"""What the creator earned: on the way, settled, and lost to returns; and the orders behind it."""

from dataclasses import dataclass

from sandbox.commission import Commission, commission
from sandbox.pages.playing import CreatorPage, Player
from sandbox.pages.web import Visit
from sandbox.shops import Product, Shop
from sandbox.store import by_creator, sales
from sandbox.store.sales import OrderLine

SHOWN = 60


@dataclass(frozen=True, slots=True)
class Earned:
    """One order line with what it pays; the state is way, settled or returned."""

    line: OrderLine
    shop: Shop
    product: Product | None
    sums: Commission
    state: str
    format: str

    @property
    def amount(self) -> int:
        return self.sums.actual


class EarningsPage(CreatorPage):
    """The sums, and the last orders."""

    tab = "earnings"

    def show(self, visit: Visit, who: Player, **_path: str) -> str:
        found = earned(visit, who)
        totals = {state: sum(item.amount for item in found if item.state == state) for state in ("way", "settled")}
        lost = sum(item.sums.estimated - item.sums.actual for item in found)
        orders = len({item.line.order_id for item in found})
        values = {"found": found[:SHOWN], "totals": totals, "lost": lost, "orders": orders, "more": len(found) > SHOWN}
        return self.page(visit, who, "earnings.html", **values, posts=by_creator.contents(visit.world.db, who.number))


def earned(visit: Visit, who: Player) -> list[Earned]:
    """Return the creator's order lines, the newest first."""
    lines = by_creator.lines(visit.world.db, who.number, since=0, until=visit.now + 1)
    formats = sales.formats(visit.world.db, {line.content for line in lines})
    found = []
    for line in lines:
        shop = who.shops.get(line.shop)
        if shop is not None:
            sums = commission(line.known_at(visit.now), shop.rules.refund_basis)
            state = _state(line, visit.now, actual=sums.actual)
            found.append(Earned(line, shop, shop.product(line.product), sums, state, formats[line.content]))
    return found


def _state(line: OrderLine, now: int, *, actual: int) -> str:
    if not actual:
        return "returned"
    return "settled" if line.settles_at <= now else "way"
