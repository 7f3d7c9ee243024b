"""Outreach quota: the week's count and the creators contacted in it."""

from typing import Any

from sandbox import allowance
from sandbox.calls import Call
from sandbox.fields import Shape, Whole
from sandbox.identifiers import decimal_id, open_id
from sandbox.policy import Tier
from sandbox.quota import Standing
from sandbox.shops import Shop
from sandbox.store import uses
from sandbox.world import World

RECORDS_BODY: Shape = {"page_index*": Whole(1, 10_000), "page_size*": Whole(2, 50)}


def quota(world: World, call: Call) -> dict[str, Any]:
    """Return this week's quota; totals are strings, times milliseconds in strings."""
    shop = call.shop
    week = allowance.week_at(world, shop, call.now)
    left = allowance.standing(world, shop, week, call.now)
    window, rules = week.window, shop.rules.quota
    new, paired = uses.paired(world.db, shop.id, window.start)
    bonus_use = uses.used_of_starter(world.db, shop.id, window.start, window.end)
    bonus_sum = allowance.starter_left(world, shop, window.start)
    return {
        "data": {
            "shop_id": str(shop.id),
            "quota_type": "WEEKLY",
            "gmv_tier": str(rules.tiers.index(week.tier)),
            "quota_sum": str((left.cap or 0) + bonus_sum),
            "quota_use": str(left.used + bonus_use),
            "unlimited": left.cap is None,
            "reached_max_follower_cnt": str(week.tier.max_followers or 0),
            "new_connect_count": str(new),
            "pair_connect_count": str(paired),
            "start_time": str(window.start * 1_000),
            "end_time": str(window.end * 1_000),
            "gmv_level_rule": _tiers(shop),
            "quota_details": [_details(left, bonus_sum, bonus_use)],
            "bonus_exposure_post_percentile_threshold": "0.8",
        }
    }


def records(world: World, call: Call) -> dict[str, Any]:
    """Return the creators contacted this week, in the order of first contact."""
    window = allowance.week_at(world, call.shop, call.now).window
    found = uses.contacts(world.db, call.shop.id, window.start)
    size = call.body["page_size"]
    start = (call.body["page_index"] - 1) * size
    return {
        "data": {
            "total": len(found),
            "connect_list": [
                {
                    "id": str(decimal_id(world.chance, "contact", call.shop.key, window.start, item.creator)),
                    "creator_open_id": open_id(world.chance, item.creator),
                    "has_sent_im_message": item.messaged,
                    "has_sent_invitation": item.invited,
                    "is_paired": item.connected,
                }
                for item in found[start : start + size]
            ],
        }
    }


def _tiers(shop: Shop) -> list[dict[str, Any]]:
    tiers = shop.rules.quota.tiers
    currency = shop.rules.quota.gmv_currency or shop.market.currency
    return [
        {
            "reached_max_follower_cnt": str(tier.max_followers or 0),
            "gmv_tier": str(place),
            "left_gmv": {"amount": str(tier.gmv_from), "currency": currency},
            "right_gmv": {"amount": _next(tiers, place), "currency": currency},
            "quota_details": [{"creator_levels": [], "quota_period_sum": tier.weekly_cap or 0, "quota_bonus_sum": 0}],
        }
        for place, tier in enumerate(tiers)
    ]


def _next(tiers: tuple[Tier, ...], place: int) -> str:
    return str(tiers[place + 1].gmv_from) if place + 1 < len(tiers) else ""


def _details(left: Standing, bonus_sum: int, bonus_use: int) -> dict[str, Any]:
    return {
        "creator_levels": [],
        "quota_period_sum": left.cap or 0,
        "quota_period_use": left.used,
        "quota_bonus_sum": bonus_sum,
        "quota_bonus_use": bonus_use,
    }
