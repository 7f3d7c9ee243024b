"""What a pack would have allowed of what a shop sent."""

from datetime import datetime, timedelta

from rapport.outreach.queries.past import past_of
from rapport.outreach.rules.replay import ReplayedWeek, replay
from rapport.policies.queries import rules_for
from rapport.policies.rules.sections import Policy
from rapport.shops.models import Shop

WEEKS = 8


def replay_of(shop: Shop, pack: str, *, now: datetime, weeks: int = WEEKS) -> list[ReplayedWeek]:
    """The last weeks under a pack's rules for the shop's region, the newest first.

    Refuses with PackUnknown or RegionNotCovered.
    """
    return replayed(shop, rules_for(pack, shop.region).policy, now=now, weeks=weeks)


def replayed(shop: Shop, policy: Policy, *, now: datetime, weeks: int = WEEKS) -> list[ReplayedWeek]:
    """The same under rules at hand."""
    return replay(policy.quota, past_of(shop, now - timedelta(weeks=weeks)))[::-1]
