"""What each figure of a creator means: unit, window, formula, and who says so (design section 6), as data.

The profile's “why” reads it from here. A formula's sentence stands in the catalogues as `formula.<name>`.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Definition:
    """One figure. `unit` is count, rate, money, minutes or points; without a window it is the present state."""

    name: str
    unit: str
    window_days: int | None
    made: str
    """`told` by the platform or a data tool, `reckoned` here from what was told, or `seen` in our own dealings."""
    by: str
    """Whose definition it is: the brief's, the platform's."""
    is_range: bool = False
    """May be told as a range, and is shown as one."""


BRIEF, PLATFORM = "brief", "platform"
DEFINITIONS = {
    one.name: one
    for one in (
        Definition("followers", "count", None, "told", PLATFORM),
        Definition("gmv_30d", "money", 30, "told", PLATFORM, is_range=True),
        Definition("units_30d", "count", 30, "told", PLATFORM, is_range=True),
        Definition("average_views", "count", 30, "told", PLATFORM),
        Definition("average_likes", "count", 30, "told", PLATFORM),
        Definition("videos_30d", "count", 30, "told", PLATFORM),
        Definition("lives_30d", "count", 30, "told", PLATFORM),
        Definition("activity_30d", "count", 30, "reckoned", BRIEF),
        Definition("interaction_rate", "rate", 30, "told", BRIEF),
        Definition("engagement_rate", "rate", 30, "told", PLATFORM),
        Definition("products_28d", "count", 28, "told", BRIEF),
        Definition("adult_share", "rate", None, "told", BRIEF),
        Definition("female_share", "rate", None, "told", BRIEF),
        Definition("commission_rate", "rate", None, "told", PLATFORM),
        Definition("post_rate", "rate", 90, "told", PLATFORM),
        Definition("video_gpm", "money", 30, "told", PLATFORM),
        Definition("live_gpm", "money", 30, "told", PLATFORM),
        Definition("score", "points", 30, "reckoned", BRIEF),
        Definition("fulfilment_rate", "rate", None, "seen", BRIEF),
        Definition("reply_rate", "rate", None, "seen", BRIEF),
        Definition("reply_minutes", "minutes", None, "seen", BRIEF),
        Definition("contacts", "count", None, "seen", BRIEF),
        Definition("replies", "count", None, "seen", BRIEF),
        Definition("samples_received", "count", None, "seen", BRIEF),
        Definition("contents", "count", None, "seen", BRIEF),
        Definition("paid_orders", "count", None, "seen", BRIEF),
        Definition("best_hour", "count", None, "reckoned", BRIEF),
        Definition("median_views", "count", None, "reckoned", BRIEF),
        Definition("top_share", "rate", None, "reckoned", BRIEF),
        Definition("shoppable_share", "rate", None, "reckoned", BRIEF),
        Definition("ad_share", "rate", None, "reckoned", BRIEF),
        Definition("sales_per_view", "money", 28, "reckoned", BRIEF),
        Definition("suspicion", "count", None, "reckoned", BRIEF),
    )
}
"""By the names that lists and screens call them."""
