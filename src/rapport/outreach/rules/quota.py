"""The quota: what is counted, what it costs, what is left (brief S2, IM配额; reference platform-rules section 1).

Two counting units exist. Under `message` every kind of message costs what the pack says. Under `creator_week` a creator
costs one unit in the first message of a week and nothing after it; connected creators cost nothing at all. Invitations
draw on the same pool as messages, or on one of their own.
"""

from dataclasses import dataclass
from enum import StrEnum

from rapport.outreach.rules.wording import Purpose
from rapport.policies.rules.sections import QuotaPolicy, Tier
from rapport.shared.refusals import Reason, Refusal


class Kind(StrEnum):
    """What is sent; each may cost differently."""

    INVITATION = "invitation"
    MESSAGE = "message"
    REPLY = "reply"
    REMINDER = "reminder"
    SAMPLE_NOTICE = "sample_notice"


class Pool(StrEnum):
    """What a window counts. `MESSAGES` is everything but invitations, where these are counted apart."""

    ALL = "all"
    MESSAGES = "messages"
    INVITATIONS = "invitations"


MAIN_POOLS = (Pool.ALL, Pool.MESSAGES)
"""The pools that messages are taken from; a shop's present week has one of them."""

QUOTA_KINDS = {
    Purpose.INVITE: Kind.MESSAGE,
    Purpose.REINVITE: Kind.MESSAGE,
    Purpose.REMIND: Kind.REMINDER,
    Purpose.ANSWER: Kind.REPLY,
    Purpose.SAMPLE_NOTICE: Kind.SAMPLE_NOTICE,
}
"""How the message of a purpose is counted."""


class QuotaUsedUp(Refusal):
    """The window holds too few units for this message."""

    code = "quota.used_up"


class DayFull(Refusal):
    """The day's units are used up; the week has some left for tomorrow."""

    code = "quota.day_full"


class PreReplyCapReached(Refusal):
    """The creator has not answered, and the platform allows no further message before they do."""

    code = "quota.pre_reply_cap"


class FollowersAboveCeiling(Refusal):
    """The shop's tier may not contact creators of this size."""

    code = "quota.followers_above_ceiling"


@dataclass(frozen=True, slots=True)
class Contact:
    """What counts about one creator when a message to them is costed."""

    connected: bool = False
    """They wrote first, answered once, or carry a product of the shop."""
    counted_this_window: bool = False
    sent_since_reply: int = 0
    followers: int | None = None


@dataclass(frozen=True, slots=True)
class Cost:
    """Units one message takes, and why."""

    units: int
    reason: Reason


@dataclass(frozen=True, slots=True)
class Cap:
    """The size of one window; `units` None is unlimited."""

    units: int | None
    max_followers: int | None
    starter_units: int
    reason: Reason


@dataclass(frozen=True, slots=True)
class Standing:
    """A window's counts. `elsewhere` are units the platform counted that this product did not send."""

    cap: int | None
    held: int
    spent: int
    elsewhere: int = 0

    @property
    def left(self) -> int | None:
        """Units that may still be reserved, None for no limit."""
        if self.cap is None:
            return None
        return max(0, self.cap - self.held - self.spent - self.elsewhere)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A place that is asked for: what is to be sent, under which name."""

    kind: Kind
    key: str


def contact_matters(policy: QuotaPolicy, max_followers: int | None) -> bool:
    """Whether what was between shop and creator before can change what a message costs or whether it may go."""
    plain = policy.unit == "message" and not policy.connected_exempt
    return not plain or policy.pre_reply_messages is not None or max_followers is not None


def cost_of(policy: QuotaPolicy, kind: Kind, contact: Contact) -> Cost:
    """What a message to this creator takes from the window. Refuses with PreReplyCapReached."""
    most = policy.pre_reply_messages
    if most is not None and not contact.connected and contact.sent_since_reply >= most:
        raise PreReplyCapReached(most=most)
    if policy.connected_exempt and contact.connected:
        return Cost(0, Reason("quota.connected_is_free"))
    if policy.unit == "creator_week":
        if contact.counted_this_window:
            return Cost(0, Reason("quota.counted_this_week"))
        return Cost(1, Reason("quota.new_creator_this_week"))
    units: int = getattr(policy, f"cost_{kind.value}")
    return Cost(units, Reason("quota.each_message_costs", {"kind": kind.value, "units": units}))


def counts_creator(policy: QuotaPolicy, contact: Contact) -> bool:
    """Whether a message makes its creator one of those counted this week, or keeps them so."""
    return policy.unit == "creator_week" and not (policy.connected_exempt and contact.connected)


def check_followers(max_followers: int | None, contact: Contact) -> None:
    """Refuses with FollowersAboveCeiling; connected creators and unknown sizes pass."""
    if max_followers is None or contact.connected or contact.followers is None:
        return
    if contact.followers > max_followers:
        raise FollowersAboveCeiling(followers=contact.followers, most=max_followers)


def check_left(standing: Standing, units: int) -> None:
    """Refuses with QuotaUsedUp when the window cannot take `units` more."""
    left = standing.left
    if left is not None and units > left:
        raise QuotaUsedUp(units=units, left=left, cap=standing.cap, spent=standing.spent, held=standing.held)


def check_day(policy: QuotaPolicy, used_today: int, units: int) -> None:
    """Refuses with DayFull when the shop's day cannot take `units` more; what costs nothing always fits."""
    if policy.daily_cap is not None and units and used_today + units > policy.daily_cap:
        raise DayFull(most=policy.daily_cap, used=used_today)


def pool_of(policy: QuotaPolicy, kind: Kind) -> Pool:
    """The pool that a kind of message is taken from."""
    if policy.shared_pool:
        return Pool.ALL
    return Pool.INVITATIONS if kind is Kind.INVITATION else Pool.MESSAGES


def weekly_cap(policy: QuotaPolicy, gmv: int, starter_left: int, pool: Pool = Pool.ALL) -> Cap:
    """The cap of a window of a pool that begins now.

    `gmv` is the shop's over the policy's days, in whole units of the quota's currency. `starter_left` is what
    remains of the one-time starter pack; it counts only while the shop stands in the lowest tier, and for messages.
    """
    if not policy.tiers:
        apart = pool is Pool.INVITATIONS
        fixed = policy.weekly_cap_invitations if apart else policy.weekly_cap
        return Cap(fixed, None, 0, Reason("quota.cap_by_pack", {"cap": fixed}))
    tier, rank = _tier(policy.tiers, gmv)
    if tier.unlimited:
        return Cap(None, tier.max_followers, 0, Reason("quota.unlimited_by_tier", {"gmv": gmv, "tier": rank}))
    units = (tier.weekly_cap_invitations if pool is Pool.INVITATIONS else tier.weekly_cap) or 0
    starter = starter_left if rank == 0 and pool in MAIN_POOLS else 0
    data = {"gmv": gmv, "tier": rank, "cap": units, "starter": starter}
    return Cap(units + starter, tier.max_followers, starter, Reason("quota.cap_by_tier", dict(data)))


def after_change(standing: Standing, told: int | None) -> int | None:
    """The cap to keep when a new one is told: never below what is held, spent or gone elsewhere already."""
    if told is None:
        return None
    return max(told, standing.held + standing.spent + standing.elsewhere)


def _tier(tiers: tuple[Tier, ...], gmv: int) -> tuple[Tier, int]:
    rank = max(index for index, tier in enumerate(tiers) if gmv >= tier.gmv_from or index == 0)
    return tiers[rank], rank
