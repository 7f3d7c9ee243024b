"""What holds for every operation of a shop: signed, at its place, reads repeated, writes not."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import TypedDict

import pytest
from tests.platform_client.stage import ACCESS, NOW, Stage, is_signed

from rapport.platform_client import (
    ENDPOINTS,
    CollaborationStatus,
    CreatorSearch,
    OutcomeUnknown,
    PlatformClient,
    PlatformTrouble,
    ProductTerms,
    SampleOffer,
    SampleVerdict,
    SellerContact,
)


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
    "creators.performance": lambda client: client.creators.performance(creator_open_id="ava"),
    "collaborations.create": lambda client: client.collaborations.create(**PLAN),
    "collaborations.search": lambda client: client.collaborations.search(status=CollaborationStatus.VALID),
    "collaborations.detail": lambda client: client.collaborations.detail(collaboration_id="7365"),
    "collaborations.update": lambda client: client.collaborations.update(collaboration_id="7365", **PLAN),
    "collaborations.remove": lambda client: client.collaborations.remove(collaboration_id="7365"),
    "collaborations.check_conflicts": lambda client: client.collaborations.check_conflicts(
        creator_open_ids=["ava"], product_ids=["17290"]
    ),
    "conversations.open": lambda client: client.conversations.open(creator_open_id="ava"),
    "conversations.list": lambda client: client.conversations.list(),
    "conversations.messages": lambda client: client.conversations.messages(conversation_id="745"),
    "conversations.send": lambda client: client.conversations.send_text(conversation_id="745", text="Hi"),
    "conversations.mark_read": lambda client: client.conversations.mark_read(conversation_ids=["745"]),
    "conversations.newest_unread": lambda client: client.conversations.newest_unread(),
    "samples.search": lambda client: client.samples.search(),
    "samples.review": lambda client: client.samples.review(
        application_id="88", verdict=SampleVerdict.APPROVE
    ),
    "samples.fulfilments": lambda client: client.samples.fulfilments(application_id="88"),
    "orders.search_affiliate": lambda client: client.orders.search_affiliate(
        created_from=NOW - timedelta(days=7), created_before=NOW
    ),
    "outreach.quota": lambda client: client.outreach.quota(),
    "outreach.records": lambda client: client.outreach.records(),
    "products.search": lambda client: client.products.search(),
    "products.categories": lambda client: client.products.categories(),
    "returns.search": lambda client: client.returns.search(),
}


def test_no_operation_is_missing_here() -> None:
    assert set(CALLS) == {name for name in ENDPOINTS if not name.startswith("authorization.")}


@pytest.mark.parametrize("operation", CALLS)
def test_it_is_asked_at_its_place_signed_and_for_the_shop(
    client: PlatformClient, stage: Stage, operation: str
) -> None:
    endpoint = ENDPOINTS[operation]
    stage.says_raw(b"", 503)
    with pytest.raises((PlatformTrouble, OutcomeUnknown)):
        CALLS[operation](client)
    for request in stage.requests:
        assert request.method == endpoint.method
        assert request.url.path.split("/")[1:3] == endpoint.path.split("/")[1:3]
        assert request.url.params["shop_cipher"] == ACCESS.cipher
        assert is_signed(request)


@pytest.mark.parametrize("operation", CALLS)
def test_it_is_repeated_if_and_only_if_it_reads(client: PlatformClient, stage: Stage, operation: str) -> None:
    stage.says_raw(b"", 503)
    expected = OutcomeUnknown if ENDPOINTS[operation].writes else PlatformTrouble
    with pytest.raises(expected) as raised:
        CALLS[operation](client)
    assert raised.value.operation == operation
    assert len(stage.requests) == (1 if ENDPOINTS[operation].writes else 3)
