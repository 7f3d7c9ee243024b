"""One call of each operation of a shop."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import TypedDict

from tests.platform_client.stage import NOW

from rapport.platform_client import (
    CollaborationStatus,
    Conflict,
    ConversationMark,
    CreatorSearch,
    EventName,
    ExportSubject,
    ExportWindow,
    PlatformClient,
    ProductTerms,
    SampleOffer,
    SampleVerdict,
    SellerContact,
)

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360f8cfc0f01f00050001ff"
    "56c72f0d0000000049454e44ae426082"
)
"""A PNG of one pixel."""


class Plan(TypedDict):
    name: str
    ends_at: datetime
    products: list[ProductTerms]
    creator_open_ids: list[str]
    contact: SellerContact
    sample_offer: SampleOffer


PLAN: Plan = {
    "name": "Spring",
    "ends_at": NOW + timedelta(days=30),
    "products": [ProductTerms("17290", 1500)],
    "creator_open_ids": ["ava"],
    "contact": SellerContact(email="ops@lavender.test"),
    "sample_offer": SampleOffer(is_offered=True),
}

CALLS: Mapping[str, Callable[[PlatformClient], object]] = {
    "creators.search": lambda client: client.creators.search(search=CreatorSearch()),
    "creators.filters": lambda client: client.creators.filters(),
    "creators.performance": lambda client: client.creators.performance(creator_open_id="ava"),
    "collaborations.create": lambda client: client.collaborations.create(**PLAN),
    "collaborations.search": lambda client: client.collaborations.search(status=CollaborationStatus.VALID),
    "collaborations.detail": lambda client: client.collaborations.detail(collaboration_id="7365"),
    "collaborations.update": lambda client: client.collaborations.update(collaboration_id="7365", **PLAN),
    "collaborations.remove": lambda client: client.collaborations.remove(collaboration_id="7365"),
    "collaborations.check_conflicts": lambda client: client.collaborations.check_conflicts(
        creator_open_ids=["ava"], product_ids=["17290"]
    ),
    "collaborations.resolve_conflicts": lambda client: client.collaborations.resolve_conflicts(
        conflicts=[Conflict(creator_open_id="ava", product_id="17290", collaboration_id="7365")]
    ),
    "collaborations.link": lambda client: client.collaborations.link(collaboration_id="7365"),
    "collaborations.promotion": lambda client: client.collaborations.promotion(
        collaboration_id="7365", creator_open_id="ava"
    ),
    "open_collaborations.create": lambda client: client.open_collaborations.create(product_id="17290", rate=1000),
    "open_collaborations.search": lambda client: client.open_collaborations.search(),
    "open_collaborations.remove": lambda client: client.open_collaborations.remove(product_id="17290"),
    "open_collaborations.remove_creator": lambda client: client.open_collaborations.remove_creator(
        collaboration_id="8001", creator_open_id="ava", product_id="17290"
    ),
    "open_collaborations.creators": lambda client: client.open_collaborations.creators(product_id="17290"),
    "open_collaborations.search_products": lambda client: client.open_collaborations.search_products(),
    "open_collaborations.promotion_link": lambda client: client.open_collaborations.promotion_link(product_id="17290"),
    "open_settings.automatic_opening": lambda client: client.open_settings.automatic_opening(),
    "open_settings.set_automatic_opening": lambda client: client.open_settings.set_automatic_opening(
        is_on=True, rate=1000
    ),
    "open_settings.sample_rules": lambda client: client.open_settings.sample_rules(product_ids=["17290"]),
    "open_settings.set_sample_rule": lambda client: client.open_settings.set_sample_rule(product_id="17290", quota=5),
    "conversations.open": lambda client: client.conversations.open(creator_open_id="ava"),
    "conversations.list": lambda client: client.conversations.list(),
    "conversations.messages": lambda client: client.conversations.messages(conversation_id="745"),
    "conversations.send": lambda client: client.conversations.send_text(conversation_id="745", text="Hi"),
    "conversations.mark_read": lambda client: client.conversations.mark_read(conversation_ids=["745"]),
    "conversations.newest_unread": lambda client: client.conversations.newest_unread(),
    "conversations.inbox": lambda client: client.conversations.inbox(),
    "conversations.mark": lambda client: client.conversations.mark(
        conversation_id="745", mark=ConversationMark.STARRED
    ),
    "conversations.upload_image": lambda client: client.conversations.upload_image(content=PIXEL),
    "conversations.upload_image_of_app": lambda client: client.conversations.upload_image(
        content=PIXEL, for_shop=False
    ),
    "samples.search": lambda client: client.samples.search(),
    "samples.review": lambda client: client.samples.review(application_id="88", verdict=SampleVerdict.APPROVE),
    "samples.fulfilments": lambda client: client.samples.fulfilments(application_id="88"),
    "samples.deeplink": lambda client: client.samples.deeplink(product_id="17290", sku_id="1"),
    "orders.search_affiliate": lambda client: client.orders.search_affiliate(
        created_from=NOW - timedelta(days=7), created_before=NOW
    ),
    "orders.search": lambda client: client.orders.search(),
    "orders.detail": lambda client: client.orders.detail(order_ids=["5"]),
    "outreach.quota": lambda client: client.outreach.quota(),
    "outreach.records": lambda client: client.outreach.records(),
    "outreach.eligibility": lambda client: client.outreach.eligibility(creator_open_ids=["ava"]),
    "exports.start": lambda client: client.exports.start(
        subject=ExportSubject.CREATOR, window=ExportWindow.WEEK, last_day=NOW.date()
    ),
    "exports.list": lambda client: client.exports.list(),
    "exports.file": lambda client: client.exports.file(export_id="5"),
    "products.search": lambda client: client.products.search(),
    "products.categories": lambda client: client.products.categories(),
    "returns.search": lambda client: client.returns.search(),
    "returns.search_cancellations": lambda client: client.returns.search_cancellations(),
    "finance.statements": lambda client: client.finance.statements(),
    "finance.payments": lambda client: client.finance.payments(),
    "finance.statement_lines": lambda client: client.finance.statement_lines(statement_id="3"),
    "finance.order_lines": lambda client: client.finance.order_lines(order_id="5"),
    "finance.unsettled": lambda client: client.finance.unsettled(),
    "webhooks.list": lambda client: client.webhooks.list(),
    "webhooks.set": lambda client: client.webhooks.set(
        event=EventName.CREATOR_MESSAGE, address="https://desk.test/hooks"
    ),
    "webhooks.delete": lambda client: client.webhooks.delete(event=EventName.CREATOR_MESSAGE),
}
