"""Creators as their page shows them: the figures of the last 30 days."""

from collections.abc import Iterable
from typing import Any

from sandbox.markets import Market
from sandbox.profiles import Dealings, Profile, exact_sales, money_range, standing

AGE_LABELS = ("18–24", "25–34", "35–44", "45–54", "55+")
_GPM_BANDS = ((0, 5), (5, 20), (20, 50), (50, None))
_TREND_WEEKS = 4
_WEEK = 604_800


def performance(profile: Profile, dealings: Dealings, now: int) -> dict[str, Any]:
    """Return the full figures of one creator."""
    return {
        **profile.basics(),
        "bio_description": profile.population.bio(profile.number),
        "profile_tt_uri": f"https://sandbox.invalid/@{profile.population.handle(profile.number)}",
        **_sales(profile),
        **_content(profile),
        **_followers(profile),
        "pps": f"{profile.figure('pps') / 10:.1f}",
        "rating": f"{3.5 + 1.5 * profile.chance.uniform('rating', profile.number):.1f}",
        "post_rate": str(profile.figure("post_rate")),
        "creator_profile": _record(profile, dealings, now),
    }


def _sales(profile: Profile) -> dict[str, Any]:
    market, live, units = profile.market, profile.live_share, profile.figure("units")
    dollars = profile.gmv_dollars
    views = max(1, profile.figure("ec_videos") * profile.figure("ec_video_views"))
    per_thousand = dollars / views * 1_000
    basket = dollars / units if units else 0.0
    exact = {
        **exact_sales(profile),
        "units_sold": units,
        "gpm": market.money(market.minor(per_thousand * market.per_dollar)),
        "live_gpm": market.money(market.minor(per_thousand * live * market.per_dollar)),
        "video_gpm": market.money(market.minor(per_thousand * (1 - live) * market.per_dollar)),
        "avg_gmv_per_buyer": market.money(market.minor(basket * market.per_dollar)),
    }
    commission = profile.figure("commission")
    return {
        **(exact if profile.exact else {}),
        "units_sold_range": profile.units_range(),
        "gmv_range": profile.gmv_range(),
        "gpm_range": money_range(market, per_thousand, _GPM_BANDS),
        "live_gpm_range": money_range(market, per_thousand * live, _GPM_BANDS),
        "video_gpm_range": money_range(market, per_thousand * (1 - live), _GPM_BANDS),
        "avg_gmv_per_buyer_range": money_range(market, basket, _GPM_BANDS),
        "product_original_price_range": _price_range(market, basket),
        "avg_commission_rate": commission,
        "avg_commission_rate_range": {
            "minimum_amount": commission // 2,
            "maximum_amount": commission * 3 // 2,
        },
        "category_gmv_distribution": _shares(zip(profile.category_ids(), (0.55, 0.25, 0.12), strict=True), "-1"),
        "content_gmv_distribution": [
            {"content_type": kind, "value": f"{share:.4f}"}
            for kind, share in (("VIDEO", (1 - live) * 0.9), ("LIVE", live), ("SHOWCASE", (1 - live) * 0.1))
        ],
        "promoted_product_num": min(units, 3 + profile.figure("ec_videos")),
        "brand_collaboration_count": profile.figure("level"),
        "top_collaborated_brand_ids": [
            str(7 * 10**18 + profile.chance.bits("brand", profile.number, turn) % 10**17)
            for turn in range(profile.figure("level"))
        ],
    }


def _price_range(market: Market, basket: float) -> dict[str, str]:
    known = money_range(market, basket, _GPM_BANDS)
    return {name: value for name, value in known.items() if name != "formatted_range"}


def _shares(known: Iterable[tuple[str, float]], rest: str) -> list[dict[str, str]]:
    listed = [{"category_id": name, "value": f"{share:.4f}"} for name, share in known]
    left = 1 - sum(float(item["value"]) for item in listed)
    return [*listed, {"category_id": rest, "value": f"{left:.4f}"}]


def _content(profile: Profile) -> dict[str, Any]:
    views, viewers, rate = (profile.figure(name) for name in ("ec_video_views", "live_viewers", "engagement"))
    engaged, live_engaged = views * rate // 10_000, viewers * rate // 10_000
    return {
        "ec_video_count": profile.figure("ec_videos"),
        "ec_live_count": profile.figure("lives"),
        "avg_ec_video_play_count": views,
        "avg_ec_video_like_count": engaged * 88 // 100,
        "avg_ec_video_comment_count": engaged * 7 // 100,
        "avg_ec_video_share_count": engaged * 5 // 100,
        "ec_video_engagement_rate": str(rate),
        "avg_ec_live_view_count": viewers,
        "avg_ec_live_like_count": live_engaged * 88 // 100,
        "avg_ec_live_comment_count": live_engaged * 9 // 100,
        "avg_ec_live_share_count": live_engaged * 3 // 100,
        "ec_live_engagement_rate": str(rate if viewers else 0),
    }


def _followers(profile: Profile) -> dict[str, Any]:
    ages, women = profile.row["ages"], profile.figure("women")
    parts = [share / max(1, sum(ages)) for share in ages]
    return {
        "follower_location": [
            {"key": profile.market.region, "value": "0.8200"},
            {"key": "Others", "value": "0.1800"},
        ],
        "follower_age": [
            {"key": label, "value": f"{share:.4f}"} for label, share in zip(AGE_LABELS, parts, strict=True)
        ],
        "follower_gender": [
            {"key": "Female", "value": f"{women / 100:.4f}"},
            {"key": "Male", "value": f"{1 - women / 100:.4f}"},
        ],
    }


def _record(profile: Profile, dealings: Dealings, now: int) -> dict[str, Any]:
    kept = ("is_official_recommend", "creator_bind_mcn_name", "has_invited_90d", "is_creator_blocked")
    known = standing(profile, dealings)
    rate = profile.figure("engagement")
    viewers = profile.figure("live_viewers")
    return {
        **{name: known[name] for name in (*kept, "creator_level", "is_eligible_flat_fee", "is_rising_star")},
        "contact_info_available": False,
        "live_engagement_rate_30d": rate if viewers else 0,
        "video_play_cnt_30d_med": profile.figure("video_views") * 7 // 10,
        "live_view_cnt_30d_med": viewers * 7 // 10,
        "live_like_cnt_30d": viewers * rate // 10_000,
        "live_comment_cnt_30d_med": viewers * rate // 100_000,
        "live_share_cnt_30d_med": viewers * rate // 300_000,
        "video_publish_cnt_30d_med": profile.figure("ec_videos") + 4,
        "creator_fulfillment_reviews": profile.figure("level") * 3,
        "creator_fulfillment_score_90d": f"{profile.figure('post_rate') / 2_000:.1f}",
        "sample_score": profile.figure("post_rate") // 100,
        "creator_connect_info": {
            "is_paired": dealings.connected,
            "is_connect": dealings.contacted,
            "is_blocked": False,
        },
        "creator_trend_profile": _trend(profile, now),
    }


def _trend(profile: Profile, now: int) -> list[dict[str, Any]]:
    """Return the last whole weeks, the latest last: figures shrink backwards by the creator's growth."""
    growth: float = profile.row["growth"]
    last_end = now // _WEEK * _WEEK
    weeks = []
    for back in range(_TREND_WEEKS - 1, -1, -1):
        shrunk = (1 + growth / _TREND_WEEKS) ** -back
        weeks.append(
            {
                "start_timestamp": last_end - (back + 1) * _WEEK,
                "end_timestamp": last_end - back * _WEEK,
                "follower": int(profile.figure("followers") * shrunk),
                "engagement_rate": profile.figure("engagement"),
                **(_trend_sales(profile, shrunk / _TREND_WEEKS) if profile.exact else {}),
            }
        )
    return weeks


def _trend_sales(profile: Profile, share: float) -> dict[str, Any]:
    market = profile.market
    amount = market.decimal_text(int(profile.gmv_minor * share))
    return {
        "gmv": {"amount": amount, "symbol": market.symbol},
        "units_sold": int(profile.figure("units") * share),
    }
