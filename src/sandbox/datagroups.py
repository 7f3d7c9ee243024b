"""Groups of figures: which fields of a creator's card or page belong to which group that may be asked for."""

from collections.abc import Collection, Mapping
from typing import Any

BASICS, CONTENT, FOLLOWERS, DEALINGS, SALES = (
    "BASIC_CREATOR_INFORMATION",
    "CONTENT_PERFORMANCE",
    "FOLLOWER_INFORMATION",
    "COLLABORATION",
    "SALES_AND_GMV",
)
_ALWAYS = frozenset({"creator_open_id", "username", "selection_region"})

CARD: Mapping[str, frozenset[str]] = {
    BASICS: frozenset({"nickname", "avatar", "category_ids", "creator_profile"}),
    CONTENT: frozenset({"avg_ec_live_uv", "avg_ec_video_view_count"}),
    FOLLOWERS: frozenset({"follower_count", "top_follower_demographics"}),
    DEALINGS: frozenset({"creator_profile"}),
    SALES: frozenset({"gmv", "live_gmv", "video_gmv", "gmv_range", "units_sold_range"}),
}
PERFORMANCE: Mapping[str, frozenset[str]] = {
    BASICS: frozenset(
        {"nickname", "avatar", "bio_description", "profile_tt_uri", "category_ids", "pps", "rating", "creator_profile"}
    ),
    CONTENT: frozenset({"content_gmv_distribution", "post_rate"}),  # and whatever is counted by content, below
    FOLLOWERS: frozenset({"follower_count", "follower_location", "follower_age", "follower_gender"}),
    DEALINGS: frozenset(
        {
            "creator_profile",
            "brand_collaboration_count",
            "top_collaborated_brand_ids",
            "promoted_product_num",
            "avg_commission_rate",
            "avg_commission_rate_range",
            "product_original_price_range",
        }
    ),
    SALES: frozenset({"units_sold", "units_sold_range", "category_gmv_distribution", "content_gmv_distribution"}),
}
_BY_CONTENT = ("ec_live_", "ec_video_", "avg_ec_")
_BY_SALES = ("gmv", "live_gmv", "video_gmv", "gpm", "live_gpm", "video_gpm", "avg_gmv")


def card(found: Mapping[str, Any], groups: Collection[str] | None) -> dict[str, Any]:
    """Return the fields of a search's card that belong to the groups; without groups, all."""
    kept = _ALWAYS.union(*(CARD[group] for group in groups or CARD))
    return {name: value for name, value in found.items() if name in kept}


def performance(found: Mapping[str, Any], groups: Collection[str]) -> dict[str, Any]:
    """Return the fields of a creator's page that belong to the groups; without groups, all."""
    if not groups:
        return dict(found)
    kept = _ALWAYS.union(*(PERFORMANCE[group] for group in groups))
    prefixes = (_BY_CONTENT if CONTENT in groups else ()) + (_BY_SALES if SALES in groups else ())
    return {name: value for name, value in found.items() if name in kept or name.startswith(prefixes)}
