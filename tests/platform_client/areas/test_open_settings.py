"""New products opened by themselves, and samples given without review."""

from datetime import UTC, datetime

import pytest
from tests.platform_client.stage import Stage

from rapport.platform_client import (
    AutomaticOpening,
    FulfilmentRank,
    PlatformClient,
    SampleRule,
    SampleThresholds,
    UnfitRequest,
)

FROM = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
UNTIL = datetime(2026, 3, 3, tzinfo=UTC)


def test_the_setting_is_read(client: PlatformClient, stage: Stage) -> None:
    stage.says({"open_collaboration_settings": {"auto_add_product": {"enable": True, "commission_rate": 1000}}})
    assert client.open_settings.automatic_opening() == AutomaticOpening(is_on=True, rate=1000)
    assert stage.asked == ["GET /affiliate_seller/202409/open_collaboration_settings"]


def test_a_shop_that_never_set_it_has_it_off(client: PlatformClient, stage: Stage) -> None:
    stage.says({"open_collaboration_settings": {}})
    assert client.open_settings.automatic_opening() == AutomaticOpening(is_on=False)


def test_the_setting_is_made_in_an_older_version(client: PlatformClient, stage: Stage) -> None:
    stage.says({})
    client.open_settings.set_automatic_opening(is_on=False, rate=1000)
    assert stage.asked == ["POST /affiliate_seller/202405/open_collaboration_settings"]
    assert stage.body == {"auto_add_product": {"enable": False, "commission_rate": 1000}}


def test_rules_are_read_by_product(client: PlatformClient, stage: Stage) -> None:
    told = {
        "product_id": "17290",
        "sample_quota": 20,
        "is_sample_time_unlimited": False,
        "status": "ONGOING",
        "available_quantity": 7,
        "start_time": 1772443800,
        "end_time": 1772496000,
        "thresholds": {
            "minimum_follower_count": 10000,
            "minimum_gmv": 100,
            "avg_ec_video_views": 5000,
            "category_ids": ["601450"],
            "predicted_fulfillment_rank": "MEDIUM",
        },
    }
    stage.says({"sample_rules": [told]})
    assert client.open_settings.sample_rules(product_ids=["17290", "17291"]) == (
        SampleRule(
            product_id="17290",
            status="ONGOING",
            quota=20,
            available=7,
            starts_at=FROM,
            ends_at=UNTIL,
            thresholds=SampleThresholds(
                followers_from=10000,
                gmv_from=100,
                video_views_from=5000,
                category_ids=("601450",),
                fulfilment_rank=FulfilmentRank.MEDIUM,
            ),
        ),
    )
    assert stage.asked == ["GET /affiliate_seller/202410/open_collaborations/sample_rules"]
    assert stage.query == {"product_ids": "17290,17291"}


def test_rules_of_no_product_are_not_asked_for(client: PlatformClient, stage: Stage) -> None:
    with pytest.raises(UnfitRequest, match="product_ids must name a product"):
        client.open_settings.sample_rules(product_ids=[])
    assert not stage.requests


def test_a_rule_is_made_for_a_time(client: PlatformClient, stage: Stage) -> None:
    stage.says({})
    wanted = SampleThresholds(followers_from=10000, gmv_from=0, fulfilment_rank=FulfilmentRank.HIGH)
    client.open_settings.set_sample_rule(product_id="17290", quota=20, starts_at=FROM, ends_at=UNTIL, thresholds=wanted)
    assert stage.asked == ["POST /affiliate_seller/202410/open_collaborations/sample_rules"]
    assert stage.body == {
        "product_id": "17290",
        "sample_rule": {
            "activate_status": "ACTIVATE",
            "sample_quota": 20,
            "is_sample_time_unlimited": False,
            "start_time": 1772443800,
            "end_time": 1772496000,
            "thresholds": {
                "minimum_follower_count": 10000,
                "minimum_gmv": 0,
                "predicted_fulfillment_rank": "HIGH",
            },
        },
    }


def test_a_rule_without_a_time_holds_until_it_is_ended(client: PlatformClient, stage: Stage) -> None:
    stage.says({})
    client.open_settings.set_sample_rule(product_id="17290", quota=20)
    rule = {"activate_status": "ACTIVATE", "sample_quota": 20, "is_sample_time_unlimited": True}
    assert stage.body == {"product_id": "17290", "sample_rule": rule}
    client.open_settings.end_sample_rule(product_id="17290")
    assert stage.body == {"product_id": "17290", "sample_rule": {"activate_status": "DEACTIVATE"}}


def test_a_start_needs_an_end(client: PlatformClient, stage: Stage) -> None:
    with pytest.raises(UnfitRequest, match="ends_at goes with starts_at"):
        client.open_settings.set_sample_rule(product_id="17290", starts_at=FROM)
    assert not stage.requests
