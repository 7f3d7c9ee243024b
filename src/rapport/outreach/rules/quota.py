"""The quota: what is counted, what it costs, what is left (brief S2, IM配额; reference platform-rules section 1).

Two counting units exist. Under `message` every kind of message costs what the pack says. Under `creator_week` a creator
costs one unit in the first message of a week and nothing after it; connected creators cost nothing at all.
"""

from dataclasses import dataclass
from enum import StrEnum

from rapport.outreach.rules.wording import Purpose
from rapport.policies.rules.packs import QuotaPolicy, Tier
from rapport.shared.refusals import Reason, Refusal


class Kind(StrEnum):
    """What is sent; each may cost differently."""

    INVITATION = "invitation"
    MESSAGE = "message"
    REPLY = "reply"
    REMINDER = "reminder"
    SAMPLE_NOTICE = "sample_notice"


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


def weekly_cap(policy: QuotaPolicy, gmv: int, starter_left: int) -> Cap:
    """The cap of a window that begins now.

    `gmv` is the shop's over the policy's days, in whole units of the quota's currency. `starter_left` is what
    remains of the one-time starter pack; it counts only while the shop stands in the lowest tier.
    """
    if not policy.tiers:
        return Cap(policy.weekly_cap, None, 0, Reason("quota.cap_by_pack", {"cap": policy.weekly_cap}))
    tier, rank = _tier(policy.tiers, gmv)
    if tier.unlimited:
        return Cap(None, tier.max_followers, 0, Reason("quota.unlimited_by_tier", {"gmv": gmv, "tier": rank}))
    starter = starter_left if rank == 0 else 0
    units = (tier.weekly_cap or 0) + starter
    data = {"gmv": gmv, "tier": rank, "cap": tier.weekly_cap or 0, "starter": starter}
    return Cap(units, tier.max_followers, starter, Reason("quota.cap_by_tier", dict(data)))


def after_change(standing: Standing, told: int | None) -> int | None:
    """The cap to keep when a new one is told: never below what is held, spent or gone elsewhere already."""
    if told is None:
        return None
    return max(told, standing.held + standing.spent + standing.elsewhere)


def _tier(tiers: tuple[Tier, ...], gmv: int) -> tuple[Tier, int]:
    rank = max(index for index, tier in enumerate(tiers) if gmv >= tier.gmv_from or index == 0)
    return tiers[rank], rank
