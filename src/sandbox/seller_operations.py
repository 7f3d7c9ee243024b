"""Rows of the table: what a seller needs beside the affiliate calls."""

from sandbox.operation import Operation
from sandbox.routes import cancellations, finance, products, shop_orders

ORDERS, FINANCE, RETURNS = "seller.order.info", "seller.finance.info", "seller.return_refund.basic"

SELLER_OPERATIONS: tuple[Operation, ...] = (
    Operation(
        "get_order_list",
        "POST",
        "/order/{version}/orders/search",
        ("202309",),
        ORDERS,
        shop_orders.search,
        query=shop_orders.SEARCH_QUERY,
        body=shop_orders.SEARCH_BODY,
    ),
    Operation(
        "get_order_detail",
        "GET",
        "/order/{version}/orders",
        ("202507", "202309"),
        ORDERS,
        shop_orders.detail,
        query=shop_orders.DETAIL_QUERY,
    ),
    Operation(
        "get_product",
        "GET",
        "/product/{version}/products/{product_id}",
        ("202309",),
        "seller.product.basic",
        products.detail,
        query=products.DETAIL_QUERY,
    ),
    Operation(
        "search_cancellations",
        "POST",
        "/return_refund/{version}/cancellations/search",
        ("202602",),
        RETURNS,
        cancellations.search,
        query=cancellations.SEARCH_QUERY,
        body=cancellations.SEARCH_BODY,
    ),
    Operation(
        "get_statements",
        "GET",
        "/finance/{version}/statements",
        ("202309",),
        FINANCE,
        finance.statements,
        query=finance.STATEMENTS_QUERY,
    ),
    Operation(
        "get_transactions_by_statement",
        "GET",
        "/finance/{version}/statements/{statement_id}/statement_transactions",
        ("202501",),
        FINANCE,
        finance.by_statement,
        query=finance.LINES_QUERY,
    ),
    Operation(
        "get_transactions_by_order",
        "GET",
        "/finance/{version}/orders/{order_id}/statement_transactions",
        ("202501",),
        FINANCE,
        finance.by_order,
    ),
    Operation(
        "get_unsettled_transactions",
        "GET",
        "/finance/{version}/orders/unsettled",
        ("202507",),
        FINANCE,
        finance.unsettled,
        query=finance.UNSETTLED_QUERY,
    ),
    Operation(
        "get_payments",
        "GET",
        "/finance/{version}/payments",
        ("202605",),
        FINANCE,
        finance.payments,
        query=finance.PAYMENTS_QUERY,
    ),
)
