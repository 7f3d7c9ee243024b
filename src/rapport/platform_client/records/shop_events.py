"""What the platform tells by itself about products, customers' questions, videos and refunds."""

from decimal import Decimal

from pydantic import Field

from rapport.platform_client.records.base import MaybeMoment, Record, named
from rapport.platform_client.records.conversations import MessageContent, OpenedContent
from rapport.platform_client.records.events import Event, needed, told
from rapport.platform_client.records.products import PlatformStatus


class ProductStatusChanged(Event):
    """Type 5."""

    product_id: str = needed("product_id")
    status: str | None = told("status")
    reason: str | None = told("suspended_reason")
    updated_at: MaybeMoment = told("update_time")


class ServiceConversationBegun(Event):
    """Type 13: a customer began to talk to the shop; creators' talks are another thing."""

    conversation_id: str = needed("conversation_id")
    created_at: MaybeMoment = told("create_time")


class ServiceMessage(Event):
    """Type 14: a message between a customer and the shop."""

    conversation_id: str = needed("conversation_id")
    message_id: str = needed("message_id")
    index: str | None = told("index")
    kind: str = told("type", default="")
    is_visible: bool | None = told("is_visible")
    sender_id: str | None = told("sender", "im_user_id")
    sender_role: str | None = told("sender", "role")
    sent_at: MaybeMoment = told("create_time")
    content: OpenedContent = told("content", default=MessageContent())
    raw_content: str = told("content", default="")


class ProductCreated(Event):
    """Type 16."""

    product_id: str = needed("product_id")
    kinds: tuple[str, ...] = told("product_types", default=())
    updated_at: MaybeMoment = told("update_time")


class ProductAudited(Event):
    """Type 37."""

    product_id: str = needed("product_id")
    status: str | None = told("audit", "status")
    notes: tuple[str, ...] = told("audit", "pre_approved_reasons", default=())
    elsewhere: PlatformStatus | None = told("integrated_platform_statuses")
    updated_at: MaybeMoment = told("update_time")


class ChangedSku(Record):
    id: str = Field(validation_alias="sku_id")
    status: str | None = None
    deactivated_by: str | None = named("deactivation_source")


class SkusChanged(Event):
    """Type 50."""

    product_id: str = needed("product_id")
    skus: tuple[ChangedSku, ...] = told("skus", default=())
    updated_at: MaybeMoment = told("update_time")


class VideoIssue(Record):
    """What is wrong with a video; `code` where quality was checked, `risk` where rules were."""

    risk: str | None = None
    code: str | None = None
    suggestion: str | None = None
    suggestions: str | None = None


class VideoChecked(Event):
    """Type 55: a video was checked before it is posted."""

    task_id: str = needed("precheck_task_id")
    result: str | None = told("result")
    issues: tuple[VideoIssue, ...] = told("issues", default=())


class ShoppableVideoChecked(Event):
    """Type 59: a video with products was checked for rules and for quality."""

    task_id: str = needed("task_id")
    rules_status: str | None = told("violation_check_result", "status")
    rules_issues: tuple[VideoIssue, ...] = told("violation_check_result", "issues", default=())
    quality_status: str | None = told("good_quality_check_result", "status")
    quality_issues: tuple[VideoIssue, ...] = told("good_quality_check_result", "issues", default=())


class AftersalesChanged(Event):
    """Type 64: a customer's request after the sale."""

    request_id: str = needed("aftersales_request_id")
    status: str | None = told("aftersales_request_status")
    asked_by: str | None = told("return_role")
    created_at: MaybeMoment = told("aftersales_request_create_time")
    updated_at: MaybeMoment = told("aftersales_request_update_time")


class GoodsReturnChanged(Event):
    """Type 65: the way of goods back to the shop (the platform's RMA)."""

    rma_id: str = needed("rma_id")
    request_id: str | None = told("aftersales_request_id")
    status: str | None = told("rma_status")
    asked_by: str | None = told("return_role")
    created_at: MaybeMoment = told("rma_request_create_time")
    updated_at: MaybeMoment = told("rma_request_update_time")


class RefundedLine(Record):
    """One line that was refunded, by the ids it has elsewhere."""

    order_id: str | None = named("main_order_id")
    return_line_id: str | None = named("return_line_item_id")
    sub_return_line_id: str | None = named("sub_return_line_item_id")
    sku_id: str | None = None
    sku_return_id: str | None = named("sku_return_request_id")


class RefundMade(Event):
    """Type 67: money went back."""

    request_id: str | None = told("aftersales_request_id")
    rma_id: str | None = told("rma_id")
    status: str | None = told("refund_status")
    total: Decimal | None = told("refund_total")
    currency: str | None = told("refund_currency")
    refunded_at: MaybeMoment = told("refund_timestamp")
    lines: tuple[RefundedLine, ...] = told("line_items", default=())
