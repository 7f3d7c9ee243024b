"""Creators as searched and as looked at."""

from datetime import UTC, datetime
from decimal import Decimal

from tests.platform_client.stage import Stage

from rapport.platform_client import (
    Creator,
    CreatorFilters,
    CreatorPerformance,
    CreatorSearch,
    DataGroup,
    FilterChoice,
    FilterKind,
    FilterOptions,
    MoneyAmount,
    MoneyRange,
    PlatformClient,
    Range,
    Share,
    Sorter,
    TrendPoint,
)

AVA = {
    "creator_open_id": "wAAAAK-ava",
    "username": "ava.bakes",
    "nickname": "Ava",
    "avatar": {"url": "https://cdn.test/ava.jpg"},
    "selection_region": "GB",
    "category_ids": ["601450"],
    "avg_ec_live_uv": 12,
    "avg_ec_video_view_count": 5400,
    "follower_count": 21000,
    "gmv": {"currency": "GBP", "amount": "1234.50"},
    "live_gmv": {"currency": "", "amount": ""},
    "gmv_range": {
        "currency": "GBP",
        "minimum_amount": "1000",
        "maximum_amount": "10000",
        "formatted_range": "£1K-£10K",
    },
    "units_sold_range": {"minimum_amount": 10, "maximum_amount": 100, "formatted_range": "10-100"},
    "top_follower_demographics": {
        "age_ranges": ["AGE_RANGE_18_24"],
        "major_gender": {"gender": "FEMALE", "percentage": 6200},
    },
    "creator_profile": {
        "is_official_recommend": False,
        "creator_bind_mcn_name": "Northlight",
        "is_fast_growing": True,
        "has_collaborated": False,
        "user_type_tag": [1],
        "has_invited_90d": False,
        "is_creator_blocked": False,
        "pps_score": "4.3",
        "is_eligible_flat_fee": True,
        "is_rising_star": False,
        "creator_level": 3,
    },
}


def test_a_search_is_asked_in_body_and_query(client: PlatformClient, stage: Stage) -> None:
    stage.says({"creators": [], "search_key": "key-1", "next_page_token": "two"})
    page = client.creators.search(
        search=CreatorSearch(keyword="bake"), page_size=12, page_token="one", search_key="key-0"
    )
    assert stage.asked == ["POST /affiliate_seller/202608/marketplace_creators/search"]
    assert stage.query == {"page_size": "12", "page_token": "one"}
    assert stage.body == {"keyword": "bake", "search_key": "key-0"}
    assert (page.next_page_token, page.search_key, page.items) == ("two", "key-1", ())


def test_a_found_creator_is_read(client: PlatformClient, stage: Stage) -> None:
    stage.says({"creators": [AVA]})
    assert client.creators.search(search=CreatorSearch()).items == (
        Creator(
            creator_open_id="wAAAAK-ava",
            handle="ava.bakes",
            nickname="Ava",
            avatar_url="https://cdn.test/ava.jpg",
            region="GB",
            category_ids=("601450",),
            followers=21000,
            average_video_views=5400,
            average_live_viewers=12,
            gmv=MoneyAmount(amount=Decimal("1234.50"), currency="GBP"),
            gmv_range=MoneyRange(low=Decimal(1000), high=Decimal(10000), currency="GBP"),
            units_sold_range=Range[int](low=10, high=100),
            top_age_ranges=("AGE_RANGE_18_24",),
            major_gender="FEMALE",
            major_gender_share=6200,
            agency="Northlight",
            level=3,
            promotion_score=Decimal("4.3"),
            type_tags=(1,),
            is_official=False,
            is_fast_growing=True,
            is_rising_star=False,
            takes_flat_fee=True,
            has_collaborated=False,
            was_invited_in_90_days=False,
            is_blocked=False,
        ),
    )


def test_a_creator_may_be_told_by_the_id_alone(client: PlatformClient, stage: Stage) -> None:
    stage.says({"creators": [{"creator_open_id": "ben"}]})
    assert client.creators.search(search=CreatorSearch()).items == (Creator(creator_open_id="ben"),)


def test_all_pages_carry_the_search_key_of_the_page_before(client: PlatformClient, stage: Stage) -> None:
    stage.says({"creators": [{"creator_open_id": "ava"}], "search_key": "k1", "next_page_token": "two"})
    stage.says({"creators": [{"creator_open_id": "ben"}], "search_key": "", "next_page_token": "three"})
    stage.says({"creators": [{"creator_open_id": "cai"}], "search_key": "k1", "next_page_token": ""})
    pages = client.creators.search_pages(search=CreatorSearch(keyword="bake"))
    found = [creator.creator_open_id for page in pages for creator in page.items]
    assert found == ["ava", "ben", "cai"]
    assert ["page_token" in request.url.params for request in stage.requests] == [False, True, True]
    assert ["k1" in request.content.decode() for request in stage.requests] == [False, True, True]
    assert {request.url.params["page_size"] for request in stage.requests} == {"20"}


def test_performance_is_asked_by_open_id(client: PlatformClient, stage: Stage) -> None:
    stage.says({"creator": {}})
    assert client.creators.performance(creator_open_id="wAAAAK-ava") == CreatorPerformance()
    assert stage.asked == ["GET /affiliate_seller/202608/marketplace_creators/wAAAAK-ava"]
    assert stage.query == {}


def test_performance_is_read(client: PlatformClient, stage: Stage) -> None:
    pounds = {"currency": "GBP", "minimum_amount": "5", "maximum_amount": "25"}
    stage.says(
        {
            "creator": {
                "username": "ava.bakes",
                "bio_description": "Cakes",
                "follower_count": 21000,
                "profile_tt_uri": "https://tt.test/@ava",
                "top_collaborated_brand_ids": ["7"],
                "brand_collaboration_count": 4,
                "promoted_product_num": 31,
                "units_sold": 88,
                "gmv": {"currency": "GBP", "amount": "980.10"},
                "category_gmv_distribution": [{"category_id": "-1", "value": "0.25"}],
                "content_gmv_distribution": [{"content_type": "VIDEO", "value": "0.9012"}],
                "product_original_price_range": pounds,
                "gpm_range": pounds,
                "ec_video_count": 14,
                "ec_live_count": 2,
                "ec_video_engagement_rate": "558",
                "ec_live_engagement_rate": "",
                "avg_ec_video_play_count": 5100,
                "avg_commission_rate": 1500,
                "avg_commission_rate_range": {"minimum_amount": 1000, "maximum_amount": 2000},
                "follower_location": [{"key": "England", "value": "0.61"}],
                "follower_age": [{"key": "18–23", "value": "0.4"}],
                "follower_gender": [{"key": "Female", "value": "0.62"}],
                "pps": "4.1",
                "rating": "4.8",
                "post_rate": "6500",
                "creator_profile": {
                    "contact_info_available": False,
                    "live_engagement_rate_30d": 312,
                    "video_play_cnt_30d_med": 4300,
                    "live_like_cnt_30d": 900,
                    "live_comment_cnt_30d_med": 7,
                    "live_share_cnt_30d_med": 2,
                    "video_publish_cnt_30d_med": 5,
                    "creator_level": 3,
                    "creator_fulfillment_reviews": 9,
                    "creator_fulfillment_score_90d": "4.5",
                    "sample_score": 80,
                    "creator_connect_info": {"is_paired": False, "is_connect": True, "is_blocked": False},
                    "creator_trend_profile": [
                        {
                            "start_timestamp": 1772323200,
                            "end_timestamp": 1772409600,
                            "gmv": {"amount": "31.50", "symbol": "£"},
                            "units_sold": 3,
                            "follower": 20990,
                            "engagement_rate": 558,
                        },
                        {"gmv": {"symbol": "£"}},
                    ],
                },
            }
        }
    )
    price = MoneyRange(low=Decimal(5), high=Decimal(25), currency="GBP")
    assert client.creators.performance(creator_open_id="ava") == CreatorPerformance(
        handle="ava.bakes",
        bio="Cakes",
        followers=21000,
        profile_url="https://tt.test/@ava",
        brand_ids=("7",),
        brands=4,
        promoted_products=31,
        units_sold=88,
        gmv=MoneyAmount(amount=Decimal("980.10"), currency="GBP"),
        gmv_by_category=(Share(key="-1", share=2500),),
        gmv_by_content=(Share(key="VIDEO", share=9012),),
        product_price_range=price,
        gpm_range=price,
        videos=14,
        lives=2,
        video_engagement_rate=558,
        average_video_views=5100,
        average_commission_rate=1500,
        average_commission_rate_range=Range[int](low=1000, high=2000),
        follower_locations=(Share(key="England", share=6100),),
        follower_ages=(Share(key="18–23", share=4000),),
        follower_genders=(Share(key="Female", share=6200),),
        promotion_score=Decimal("4.1"),
        rating=Decimal("4.8"),
        post_rate=6500,
        has_contact_details=False,
        median_video_views=4300,
        median_videos=5,
        median_live_comments=7,
        median_live_shares=2,
        all_live_likes=900,
        all_live_engagement_rate=312,
        level=3,
        fulfilment_reviews=9,
        fulfilment_score=Decimal("4.5"),
        sample_score=80,
        is_contacted=True,
        has_answered=False,
        is_barred=False,
        trend=(
            TrendPoint(
                starts_at=datetime(2026, 3, 1, tzinfo=UTC),
                ends_at=datetime(2026, 3, 2, tzinfo=UTC),
                gmv=Decimal("31.50"),
                units_sold=3,
                followers=20990,
                engagement_rate=558,
            ),
            TrendPoint(),
        ),
    )


def test_performance_is_asked_for_the_wanted_groups(client: PlatformClient, stage: Stage) -> None:
    stage.says({"creator": {}})
    client.creators.performance(creator_open_id="ava", groups=[DataGroup.SALES, DataGroup.CONTENT])
    assert stage.query == {"data_groups": "SALES_AND_GMV,CONTENT_PERFORMANCE"}


def test_the_catalogue_of_filters_is_read_from_nested_data(client: PlatformClient, stage: Stage) -> None:
    leaders = {
        "option_type": "OPTION_VERTICAL_PRO",
        "options": [{"id": "601450", "name": "Food", "option_children": [{"id": "849160", "name": "Cakes"}]}],
    }
    sorters = [{"algorithm_id": "1", "name": "Relevance"}]
    stage.says({"data": {"option_list": [leaders, {"option_type": "OPTION_BRAND"}], "sorters": sorters}})
    cakes = FilterChoice(id="849160", name="Cakes")
    assert client.creators.filters(kinds=[FilterKind.CATEGORY_LEADER, FilterKind.BRAND]) == CreatorFilters(
        options=(
            FilterOptions(
                kind=FilterKind.CATEGORY_LEADER, choices=(FilterChoice(id="601450", name="Food", children=(cakes,)),)
            ),
            FilterOptions(kind=FilterKind.BRAND),
        ),
        sorters=(Sorter(id="1", name="Relevance"),),
    )
    assert stage.asked == ["POST /affiliate_seller/202608/marketplace_creators/search/filter"]
    assert stage.body == {"options": [{"option_type": "OPTION_VERTICAL_PRO"}, {"option_type": "OPTION_BRAND"}]}


def test_all_filters_are_asked_for_if_none_is_named(client: PlatformClient, stage: Stage) -> None:
    stage.says({"data": {}})
    assert client.creators.filters() == CreatorFilters()
    assert stage.body == {"options": [{"option_type": str(kind)} for kind in FilterKind]}
