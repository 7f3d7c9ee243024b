"""Statements: each week's commission by our sums held against the platform's, down to one order line."""

from django.http import HttpResponse

from rapport.console import entries
from rapport.console.desk import Desk, page
from rapport.settlement.queries.statements import (
    commission_due,
    creators_in,
    differences_in,
    reckoned_in,
    reckoning,
    statement,
    statement_page,
)


@page
def statements(desk: Desk) -> HttpResponse:
    shop = desk.chosen_shop()
    chosen = [shop] if shop else desk.shops
    context = {
        "active": "statements",
        "shop": shop,
        "shops": {one.pk: one for one in desk.shops},
        "due": commission_due(desk.workspace_id, {one.pk: desk.now_of(one) for one in chosen}),
        "list": statement_page(desk.workspace_id, shop.pk if shop else None, entries.page(desk.request.GET)),
    }
    return desk.show("statements/list.html", context)


@page
def one_statement(desk: Desk, statement_id: int) -> HttpResponse:
    found = statement(desk.workspace_id, statement_id)
    asked = desk.request.GET
    chosen = entries.row_id(entries.text(asked, "creator"))
    context = {
        "active": "statements",
        "row": found,
        "shop": desk.shop(found.shop_id),
        "creators": creators_in(desk.workspace_id, statement_id),
        "chosen": chosen,
        "differences": differences_in(desk.workspace_id, statement_id),
        "list": reckoned_in(desk.workspace_id, statement_id, chosen, entries.page(asked)),
    }
    return desk.show("statements/statement.html", context)


@page
def order_line(desk: Desk, line_id: int) -> HttpResponse:
    """How the commission of one order line came about."""
    found = reckoning(desk.workspace_id, line_id)
    context = {
        "active": "statements",
        "found": found,
        "line": found.line,
        "shop": found.line.shop,
        "refunds": list(found.line.refunds.all()),
        "ledger": list(found.line.entries.all()),
    }
    return desk.show("statements/line.html", context)
