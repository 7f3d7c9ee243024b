"""The quota and whom it was spent on."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from tests.platform_client.stage import Stage

from rapport.platform_client import (
    CreatorEligibility,
    LevelQuota,
    MoneyAmount,
    OutreachEligibility,
    OutreachQuota,
    OutreachRecord,
    PlatformClient,
    QuotaTier,
    UnfitRequest,
)


def test_the_quota_is_read_from_texts_milliseconds_and_nested_data(client: PlatformClient, stage: Stage) -> None:
    quota = {
        "shop_id": "7495",
        "quota_type": "WEEKLY",
        "gmv_tier": "L1",
        "quota_sum": "2000",
        "quota_use": "17",
        "unlimited": False,
        "reached_max_follower_cnt": "20000",
        "new_connect_count": "12",
        "pair_connect_count": "4",
        "start_time": "1772323200000",
        "end_time": "1772443800500",
        "gmv_level_rule": [
            {
                "reached_max_follower_cnt": "20000",
                "gmv_tier": "L1",
                "left_gmv": {"amount": "0", "currency": "USD"},
                "right_gmv": {"amount": "2000", "currency": "USD"},
                "quota_details": [{"creator_levels": [0, 1], "quota_period_sum": 2000, "quota_bonus_sum": 0}],
            }
        ],
        "quota_details": [
            {
                "creator_levels": [0, 1],
                "quota_period_sum": 2000,
                "quota_period_use": 17,
                "quota_bonus_sum": 5,
                "quota_bonus_use": 5,
            }
        ],
        "bonus_exposure_post_percentile_threshold": "0.8",
    }
    stage.says({"data": quota})
    assert client.outreach.quota() == OutreachQuota(
        shop_id="7495",
        kind="WEEKLY",
        tier="L1",
        total=2000,
        used=17,
        is_unlimited=False,
        followers_max=20000,
        newly_contacted=12,
        answered=4,
        starts_at=datetime(2026, 3, 1, tzinfo=UTC),
        ends_at=datetime(2026, 3, 2, 9, 30, 0, 500_000, tzinfo=UTC),
        tiers=(
            QuotaTier(
                name="L1",
                followers_max=20000,
                gmv_from=MoneyAmount(amount=Decimal(0), currency="USD"),
                gmv_to=MoneyAmount(amount=Decimal(2000), currency="USD"),
                levels=(LevelQuota(levels=(0, 1), total=2000, bonus_total=0),),
            ),
        ),
        levels=(LevelQuota(levels=(0, 1), total=2000, used=17, bonus_total=5, bonus_used=5),),
        bonus_percentile=Decimal("0.8"),
    )
    assert stage.asked == ["GET /affiliate_seller/202607/creator_outreach/quota"]
    assert stage.query == {}


def test_an_unlimited_quota_need_not_tell_numbers(client: PlatformClient, stage: Stage) -> None:
    stage.says({"data": {"unlimited": True, "quota_sum": "", "quota_use": "0"}})
    assert client.outreach.quota() == OutreachQuota(is_unlimited=True, used=0)


@pytest.mark.parametrize("told", ["", "0", 0])
def test_no_followers_at_all_is_no_ceiling(client: PlatformClient, stage: Stage, told: object) -> None:
    stage.says({"data": {"reached_max_follower_cnt": told}})
    assert client.outreach.quota().followers_max is None


def test_records_are_asked_by_number_in_the_body(client: PlatformClient, stage: Stage) -> None:
    told = {
        "id": "1",
        "creator_open_id": "ava",
        "has_sent_im_message": True,
        "has_sent_invitation": False,
        "is_paired": True,
    }
    stage.says({"data": {"total": 41, "connect_list": [told]}})
    page = client.outreach.records(page=2, page_size=20)
    assert stage.asked == ["POST /affiliate_seller/202608/creator_outreach/records/query"]
    assert stage.query == {}
    assert stage.body == {"page_index": 2, "page_size": 20}
    assert page.total == 41
    assert page.items == (OutreachRecord(id="1", creator_open_id="ava", was_messaged=True, has_answered=True),)


def test_records_come_in_the_largest_pages(client: PlatformClient, stage: Stage) -> None:
    stage.says({"data": {}})
    assert client.outreach.records().items == ()
    assert stage.body == {"page_index": 1, "page_size": 50}


@pytest.mark.parametrize(("page", "page_size", "field"), [(0, 20, "page"), (1, 1, "page_size")])
def test_pages_count_from_one_and_hold_two_at_least(
    client: PlatformClient, stage: Stage, page: int, page_size: int, field: str
) -> None:
    with pytest.raises(UnfitRequest) as raised:
        client.outreach.records(page=page, page_size=page_size)
    assert raised.value.field == field
    assert not stage.requests


def test_creators_are_checked_before_they_are_written_to(client: PlatformClient, stage: Stage) -> None:
    ava = {
        "creator_open_id": "ava",
        "creator_level": 3,
        "is_blocked": False,
        "is_connected": True,
        "is_creator_follower_count_threshold_met": True,
        "is_creator_level_quota_available": False,
        "is_paired": False,
    }
    results = [ava, {"creator_open_id": "ben"}]
    stage.says(
        {
            "creator_eligibility_results": results,
            "ineligible_creator_levels": [3],
            "is_batch_quota_consumable": False,
        }
    )
    assert client.outreach.eligibility(creator_open_ids=["ava", "ben"]) == OutreachEligibility(
        items=(
            CreatorEligibility(
                creator_open_id="ava",
                level=3,
                is_blocked=False,
                is_contacted=True,
                has_answered=False,
                is_within_ceiling=True,
                has_level_quota=False,
            ),
            CreatorEligibility(creator_open_id="ben"),
        ),
        shut_out_levels=(3,),
        fits_quota=False,
    )
    assert stage.asked == ["POST /affiliate_seller/202610/creator_outreach/eligibility/check"]
    assert stage.body == {"creator_infos": [{"creator_open_id": "ava"}, {"creator_open_id": "ben"}]}


@pytest.mark.parametrize("creators", [[], ["ava", "ava"], [str(number) for number in range(101)]])
def test_no_creators_too_many_or_one_twice_are_not_checked(
    client: PlatformClient, stage: Stage, creators: list[str]
) -> None:
    with pytest.raises(UnfitRequest, match="creator_open_ids must be 1 to 100, each once"):
        client.outreach.eligibility(creator_open_ids=creators)
    assert not stage.requests
