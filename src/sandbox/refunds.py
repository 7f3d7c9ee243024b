"""A refunded order line as a finished return request: its identifier, type and status."""

from sandbox.chance import Chance
from sandbox.identifiers import decimal_id
from sandbox.shops import Shop
from sandbox.store.sales import OrderLine

COMPLETE = "RETURN_OR_REFUND_REQUEST_COMPLETE"


def return_id(chance: Chance, shop: Shop, line: OrderLine) -> int:
    return decimal_id(chance, "return", shop.key, line.order_id, line.place)


def return_type(line: OrderLine) -> str:
    return "RETURN_AND_REFUND" if line.refunded_units else "REFUND"
