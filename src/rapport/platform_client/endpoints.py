"""The one table of operations: where each is found, in which version, and what it may do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

PLATFORM_URL: Final = "https://open-api.tiktokglobalshop.com"
AUTHORIZATION_URL: Final = "https://auth.tiktok-shops.com"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """
    One operation on the wire.

    `writes`: sent twice it might act twice, so it is never repeated by itself. `shop_scoped`: carries the
    cipher of the shop, which the platform refuses elsewhere. `page_sizes`: the sizes it accepts; empty if
    it has no pages.
    """

    operation: str
    method: str
    path: str
    writes: bool = False
    shop_scoped: bool = True
    page_sizes: Sequence[int] = ()


def _account(operation: str, method: str, path: str, *, writes: bool = False) -> Endpoint:
    return Endpoint(operation, method, path, writes=writes, shop_scoped=False)


def _seller(operation: str, method: str, path: str, *, writes: bool = False, pages: Sequence[int] = ()) -> Endpoint:
    return Endpoint(operation, method, f"/affiliate_seller/{path}", writes=writes, page_sizes=pages)


def _finance(operation: str, path: str, *, pages: Sequence[int] = ()) -> Endpoint:
    return Endpoint(operation, "GET", f"/finance/{path}", page_sizes=pages)


# "target_collaboration/{…}/link", "conversation/{…}/messages" and "conversatons" are the platform's own spellings.
# A link made twice or an image uploaded twice is seen by nobody, so these count as reads.
_TABLE: Final = (
    _account("authorization.get_tokens", "GET", "/api/v2/token/get", writes=True),
    _account("authorization.refresh_tokens", "GET", "/api/v2/token/refresh", writes=True),
    _account("authorization.shops", "GET", "/authorization/202309/shops"),
    _account("authorization.active_shops", "GET", "/seller/202309/shops"),
    _seller("creators.search", "POST", "202608/marketplace_creators/search", pages=(12, 20)),
    _seller("creators.filters", "POST", "202608/marketplace_creators/search/filter"),
    _seller("creators.performance", "GET", "202608/marketplace_creators/{creator_open_id}"),
    _seller("collaborations.create", "POST", "202508/target_collaborations", writes=True),
    _seller("collaborations.search", "POST", "202508/target_collaborations/search", pages=(20, 50, 100)),
    _seller("collaborations.detail", "GET", "202508/target_collaborations/{collaboration_id}"),
    _seller("collaborations.update", "PUT", "202508/target_collaborations/{collaboration_id}", writes=True),
    _seller("collaborations.remove", "DELETE", "202409/target_collaborations/{collaboration_id}", writes=True),
    _seller("collaborations.link", "POST", "202509/target_collaboration/{collaboration_id}/link"),
    _seller("collaborations.check_conflicts", "POST", "202605/target_collaborations/conflicts/check"),
    _seller("collaborations.resolve_conflicts", "POST", "202605/target_collaborations/conflicts/resolve", writes=True),
    _seller("collaborations.promotion", "POST", "202608/target_collaborations/creator_promotion_details/query"),
    _seller("open_collaborations.create", "POST", "202412/open_collaborations", writes=True),
    _seller("open_collaborations.search", "POST", "202412/open_collaborations/search", pages=range(1, 101)),
    _seller("open_collaborations.remove", "DELETE", "202409/open_collaborations/products/{product_id}", writes=True),
    _seller(
        "open_collaborations.remove_creator",
        "POST",
        "202508/open_collaborations/{collaboration_id}/remove_creator",
        writes=True,
    ),
    _seller(
        "open_collaborations.creators",
        "GET",
        "202508/open_collaborations/creator_content_details",
        pages=range(1, 101),
    ),
    _seller(
        "open_collaborations.search_products", "POST", "202405/open_collaborations/products/search", pages=range(1, 21)
    ),
    _seller("open_collaborations.promotion_link", "POST", "202405/products/{product_id}/promotion_link/generate"),
    _seller("open_settings.automatic_opening", "GET", "202409/open_collaboration_settings"),
    _seller("open_settings.set_automatic_opening", "POST", "202405/open_collaboration_settings", writes=True),
    _seller("open_settings.sample_rules", "GET", "202410/open_collaborations/sample_rules"),
    _seller("open_settings.set_sample_rule", "POST", "202410/open_collaborations/sample_rules", writes=True),
    _seller("conversations.open", "POST", "202508/conversations", writes=True),
    _seller("conversations.list", "GET", "202412/conversations", pages=range(1, 51)),
    _seller("conversations.messages", "GET", "202412/conversation/{conversation_id}/messages", pages=range(1, 21)),
    _seller("conversations.send", "POST", "202412/conversations/{conversation_id}/messages", writes=True),
    _seller("conversations.mark_read", "POST", "202412/conversatons/read", writes=True),
    _seller("conversations.newest_unread", "GET", "202412/conversations/messages/list/newest"),
    _seller("conversations.inbox", "GET", "202608/conversations/group_counts"),
    _seller("conversations.mark", "POST", "202608/conversations/{conversation_id}/status", writes=True),
    _seller("conversations.upload_image", "POST", "202608/media/upload"),
    _account("conversations.upload_image_of_app", "POST", "/affiliate_seller/202511/images/upload"),
    _seller("samples.search", "POST", "202508/sample_applications/search", pages=range(1, 51)),
    _seller("samples.review", "POST", "202507/sample_applications/{application_id}/review", writes=True),
    _seller("samples.fulfilments", "POST", "202409/sample_applications/{application_id}/fulfillments/search"),
    _seller("samples.deeplink", "GET", "202512/sample_applications/deeplink"),
    _seller("orders.search_affiliate", "POST", "202410/orders/search", pages=range(1, 101)),
    _seller("outreach.quota", "GET", "202607/creator_outreach/quota"),
    _seller("outreach.records", "POST", "202608/creator_outreach/records/query", pages=range(2, 51)),
    _seller("outreach.eligibility", "POST", "202610/creator_outreach/eligibility/check"),
    _seller("exports.start", "POST", "202603/compass/offline_task", writes=True),
    _seller("exports.list", "GET", "202603/compass/offline_tasks"),
    _seller("exports.file", "GET", "202603/compass/offline_tasks/{export_id}/file"),
    Endpoint("orders.search", "POST", "/order/202309/orders/search", page_sizes=range(1, 101)),
    Endpoint("orders.detail", "GET", "/order/202507/orders"),
    Endpoint("products.search", "POST", "/product/202502/products/search", page_sizes=range(1, 101)),
    Endpoint("products.categories", "GET", "/product/202309/categories"),
    Endpoint("returns.search", "POST", "/return_refund/202602/returns/search", page_sizes=range(10, 51)),
    Endpoint(
        "returns.search_cancellations",
        "POST",
        "/return_refund/202602/cancellations/search",
        page_sizes=range(10, 51),
    ),
    _finance("finance.statements", "202309/statements", pages=range(1, 101)),
    _finance("finance.payments", "202605/payments", pages=range(1, 101)),
    _finance("finance.statement_lines", "202501/statements/{statement_id}/statement_transactions", pages=range(1, 101)),
    _finance("finance.order_lines", "202501/orders/{order_id}/statement_transactions"),
    _finance("finance.unsettled", "202507/orders/unsettled", pages=range(1, 101)),
    Endpoint("webhooks.list", "GET", "/event/202309/webhooks"),
    Endpoint("webhooks.set", "PUT", "/event/202309/webhooks", writes=True),
    Endpoint("webhooks.delete", "DELETE", "/event/202309/webhooks", writes=True),
)

ENDPOINTS: Final[Mapping[str, Endpoint]] = MappingProxyType({row.operation: row for row in _TABLE})
