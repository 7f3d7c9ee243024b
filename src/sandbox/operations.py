"""THE table: every operation served, its path and the versions that answer, its scope and its handler."""

from dataclasses import dataclass, field

from sandbox.calls import Handler
from sandbox.fields import Shape
from sandbox.routes import (
    authorization,
    collaboration_changes,
    collaboration_views,
    collaborations,
    conversations,
    creators,
    orders,
    outreach,
    products,
    returns,
    samples,
    webhooks,
)

READ, WRITE = "seller.affiliate_collaboration.read", "seller.affiliate_collaboration.write"
MARKETPLACE, MESSAGES = "seller.creator_marketplace.read", "seller.affiliate_messages.write"
TOKEN_GET, TOKEN_REFRESH = "/api/v2/token/get", "/api/v2/token/refresh"


@dataclass(frozen=True, slots=True)
class Operation:
    """One row: the template holds `{version}`, the newest version stands first."""

    name: str
    method: str
    template: str
    versions: tuple[str, ...]
    scope: str
    handler: Handler
    query: Shape = field(default_factory=dict)
    body: Shape | None = None  # None: a body is not looked at
    takes_cipher: bool = True


OPERATIONS: tuple[Operation, ...] = (
    Operation(
        "search_creators_in_creator_marketplace",
        "POST",
        "/affiliate_seller/{version}/marketplace_creators/search",
        ("202608", "202508"),
        MARKETPLACE,
        creators.search_creators,
        query=creators.SEARCH_QUERY,
        body=creators.SEARCH_BODY,
    ),
    Operation(
        "get_marketplace_creator_performance",
        "GET",
        "/affiliate_seller/{version}/marketplace_creators/{creator_user_id}",
        ("202608", "202508"),
        MARKETPLACE,
        creators.creator_performance,
        query=creators.PERFORMANCE_QUERY,
    ),
    Operation(
        "create_target_collaboration",
        "POST",
        "/affiliate_seller/{version}/target_collaborations",
        ("202508",),
        WRITE,
        collaborations.create,
        body=collaborations.CREATE_BODY,
    ),
    Operation(
        "search_target_collaborations",
        "POST",
        "/affiliate_seller/{version}/target_collaborations/search",
        ("202508",),
        READ,
        collaboration_views.search,
        query=collaboration_views.SEARCH_QUERY,
        body=collaboration_views.SEARCH_BODY,
    ),
    Operation(
        "query_target_collaboration_detail",
        "GET",
        "/affiliate_seller/{version}/target_collaborations/{target_collaboration_id}",
        ("202508",),
        READ,
        collaboration_views.detail,
    ),
    Operation(
        "update_target_collaboration",
        "PUT",
        "/affiliate_seller/{version}/target_collaborations/{target_collaboration_id}",
        ("202508",),
        WRITE,
        collaboration_changes.update,
        body=collaboration_changes.UPDATE_BODY,
    ),
    Operation(
        "remove_target_collaboration",
        "DELETE",
        "/affiliate_seller/{version}/target_collaborations/{target_collaboration_id}",
        ("202409",),
        WRITE,
        collaborations.remove,
    ),
    Operation(
        "check_target_collaboration_conflicts",
        "POST",
        "/affiliate_seller/{version}/target_collaborations/conflicts/check",
        ("202605",),
        READ,
        collaborations.check_conflicts,
        body=collaborations.CHECK_BODY,
    ),
    Operation(
        "get_or_create_creator_conversation",
        "POST",
        "/affiliate_seller/{version}/conversations",
        ("202508",),
        MESSAGES,
        conversations.open_conversation,
        body=conversations.OPEN_BODY,
    ),
    Operation(
        "get_conversation_list",
        "GET",
        "/affiliate_seller/{version}/conversations",
        ("202412", "202505"),
        MESSAGES,
        conversations.list_conversations,
        query=conversations.LIST_QUERY,
    ),
    Operation(
        "get_creator_conversation_messages",
        "GET",
        "/affiliate_seller/{version}/conversation/{conversation_id}/messages",
        ("202412",),
        MESSAGES,
        conversations.list_messages,
        query=conversations.MESSAGES_QUERY,
    ),
    Operation(
        "send_im_message",
        "POST",
        "/affiliate_seller/{version}/conversations/{conversation_id}/messages",
        ("202412",),
        MESSAGES,
        conversations.send_message,
        body=conversations.SEND_BODY,
    ),
    Operation(
        "mark_conversations_as_read",
        "POST",
        "/affiliate_seller/{version}/conversatons/read",
        ("202412",),
        MESSAGES,
        conversations.mark_read,
        body=conversations.READ_BODY,
    ),
    Operation(
        "get_latest_unread_messages",
        "GET",
        "/affiliate_seller/{version}/conversations/messages/list/newest",
        ("202412",),
        MESSAGES,
        conversations.newest_unread,
    ),
    Operation(
        "search_sample_applications",
        "POST",
        "/affiliate_seller/{version}/sample_applications/search",
        ("202508",),
        READ,
        samples.search,
        query=samples.SEARCH_QUERY,
        body=samples.SEARCH_BODY,
    ),
    Operation(
        "review_a_sample_application",
        "POST",
        "/affiliate_seller/{version}/sample_applications/{application_id}/review",
        ("202507", "202409"),
        WRITE,
        samples.review,
        body=samples.REVIEW_BODY,
    ),
    Operation(
        "search_sample_application_fulfillments",
        "POST",
        "/affiliate_seller/{version}/sample_applications/{application_id}/fulfillments/search",
        ("202409",),
        READ,
        samples.fulfilments,
        body=samples.FULFILMENTS_BODY,
    ),
    Operation(
        "search_seller_affiliate_orders",
        "POST",
        "/affiliate_seller/{version}/orders/search",
        ("202410",),
        READ,
        orders.search,
        query=orders.SEARCH_QUERY,
        body=orders.SEARCH_BODY,
    ),
    Operation(
        "get_weekly_creator_outreach_quota",
        "GET",
        "/affiliate_seller/{version}/creator_outreach/quota",
        ("202607",),
        MARKETPLACE,
        outreach.quota,
    ),
    Operation(
        "get_weekly_creator_outreach_records",
        "POST",
        "/affiliate_seller/{version}/creator_outreach/records/query",
        ("202608",),
        MARKETPLACE,
        outreach.records,
        body=outreach.RECORDS_BODY,
    ),
    Operation(
        "get_authorized_shops",
        "GET",
        "/authorization/{version}/shops",
        ("202309",),
        "seller.authorization.info",
        authorization.authorized_shops,
        takes_cipher=False,
    ),
    Operation(
        "get_shop_webhooks",
        "GET",
        "/event/{version}/webhooks",
        ("202309",),
        "seller.authorization.info",
        webhooks.list_webhooks,
    ),
    Operation(
        "update_shop_webhook",
        "PUT",
        "/event/{version}/webhooks",
        ("202309",),
        "seller.authorization.info",
        webhooks.put_webhook,
        body=webhooks.PUT_BODY,
    ),
    Operation(
        "delete_webhook_for_an_event",
        "DELETE",
        "/event/{version}/webhooks",
        ("202309",),
        "seller.authorization.info",
        webhooks.delete_webhook,
        body=webhooks.DELETE_BODY,
    ),
    Operation(
        "get_active_shops",
        "GET",
        "/seller/{version}/shops",
        ("202309",),
        "seller.shop.info",
        authorization.active_shops,
        takes_cipher=False,
    ),
    Operation(
        "search_products",
        "POST",
        "/product/{version}/products/search",
        ("202502",),
        "seller.product.basic",
        products.search,
        query=products.SEARCH_QUERY,
        body=products.SEARCH_BODY,
    ),
    Operation(
        "get_categories",
        "GET",
        "/product/{version}/categories",
        ("202309",),
        "seller.product.basic",
        products.categories,
        query=products.CATEGORIES_QUERY,
    ),
    Operation(
        "search_returns",
        "POST",
        "/return_refund/{version}/returns/search",
        ("202602",),
        "seller.return_refund.basic",
        returns.search,
        query=returns.SEARCH_QUERY,
        body=returns.SEARCH_BODY,
    ),
)
