"""Order lines from a shop's affiliate export, and which of several rows about one line stands."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime

from rapport.sales.rules.lines import LineStatus, SeenLine
from rapport.shared.figures import SIGNS
from rapport.shared.records import CellUnreadable, OtherCurrency, Record

PROGRESS = (
    LineStatus.AWAITING_PAYMENT,
    LineStatus.PROCESSING,
    LineStatus.INELIGIBLE,
    LineStatus.CANCELLED,
    LineStatus.COMPLETED,
)
"""From open to settled: a row of an older export never takes a line back, and paid commission outweighs all."""
AMOUNTS = ("estimated_base", "estimated_commission", "actual_base", "actual_commission")
HEADER_SIGN = re.compile(r"\(([^()]{1,3})\)\s*$")
NEVER = datetime.min.replace(tzinfo=UTC)
Life = tuple[object, ...]


def read_line(record: Record, currency: str) -> SeenLine:
    """An order line of a shop that sells in `currency`. Refuses as the record's readers, with OtherCurrency too.

    An export that names no payment tells of price × quantity; one that names no currency is of the shop's, as far as
    the signs in its headers and cells allow.
    """
    _check_currency(record, currency)
    price, quantity = record.amount("price", currency) or 0, record.count("quantity") or 0
    paid = record.amount("paid", currency) or 0 if "paid" in record.match.places else price * quantity
    base = record.amount("actual_base", currency)
    return SeenLine(
        order_id=record.identifier("order_id"),
        sku_id=record.identifier("sku_id"),
        product_id=record.identifier("product_id"),
        product_title=record.text("product_title", 300),
        creator_handle=record.handle("handle"),
        status=LineStatus(record.word("status")),
        price=price,
        quantity=quantity,
        paid=paid,
        ordered_at=_filled(record, "ordered_at"),
        delivered_at=record.moment("delivered_at"),
        commission_paid_at=record.moment("commission_paid_at"),
        content_id=record.identifier("content_id"),
        content_type=record.label("content_type", 20).upper(),
        platform_rate=record.rate("rate"),
        platform_estimated_base=record.amount("estimated_base", currency),
        platform_estimated=record.amount("estimated_commission", currency),
        platform_base=0 if base is None and record.flag("returned") else base,
        platform_commission=record.amount("actual_commission", currency),
    )


def _check_currency(record: Record, currency: str) -> None:
    """Refuses with OtherCurrency what the row, or the header of its amounts, says to be in another."""
    named = record.text("currency", 40)
    if named and currency not in (named.upper(), *SIGNS.get(named, ())):
        raise OtherCurrency(column=record.column("currency"), text=named, currency=currency)
    for name in AMOUNTS:
        if name in record.match.places and (found := HEADER_SIGN.search(record.column(name))):
            signs = SIGNS.get(found[1], SIGNS.get(found[1].upper()))
            if signs and currency not in signs:
                raise OtherCurrency(column=record.column(name), text=found[1], currency=currency)


def life(line: SeenLine) -> Life:
    """How far a line has come: of several rows about it the one furthest on stands, whatever their order.

    Of rows as far on, the one with a commission base stands before the one without; then the later payment, and
    the smaller base: money only ever comes back. The rest leaves no two different rows level.
    """
    return (
        PROGRESS.index(line.status),
        line.earns,
        line.commission_paid_at or NEVER,
        line.delivered_at or NEVER,
        line.platform_base is not None,
        -(line.platform_base or 0),
        _known(line.platform_commission),
        _known(line.platform_estimated),
        _known(line.platform_rate),
        line.paid,
        line.price,
        line.quantity,
        line.ordered_at,
        line.content_id,
        line.content_type,
    )


def furthest(lines: Iterable[SeenLine]) -> list[SeenLine]:
    """Of the rows about each order line the one furthest on, in the order in which the lines were first told."""
    found: dict[tuple[str, str, str], SeenLine] = {}
    for line in lines:
        key = (line.order_id, line.sku_id, line.creator_handle)
        stands = found.get(key)
        if stands is None or life(line) > life(stands):
            found[key] = line
    return list(found.values())


def _filled(record: Record, name: str) -> datetime:
    found = record.moment(name)
    if found is None:
        raise CellUnreadable(column=record.column(name), text="", reads="moment")
    return found


def _known(figure: int | None) -> int:
    return -1 if figure is None else figure
