"""Tiers by monthly orders (brief S2, 达人分层): S kept personally, A tests new products, B gets automatic words."""

from enum import StrEnum

from rapport.policies.rules.playbooks import TiersPlay


class Tier(StrEnum):
    """From the most orders to the fewest."""

    S = "S"
    A = "A"
    B = "B"


def tier_of(monthly_orders: int, play: TiersPlay) -> Tier:
    """The tier of a number of paid orders in 30 days; both bounds belong to the higher tier."""
    if monthly_orders >= play.s_orders_from:
        return Tier.S
    return Tier.A if monthly_orders >= play.a_orders_from else Tier.B
