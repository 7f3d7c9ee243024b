"""How many creators a shop can write a kind of message to in a week: what a comparison of wordings lives on."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from rapport.outreach.models import Message
from rapport.outreach.rules.wording import Purpose
from rapport.policies.rules.sections import QuotaPolicy
from rapport.shops.models import Shop
from rapport.shops.queries.shops import policy_of

WEEKS_LOOKED_AT = 4
FIRST_CONTACTS = frozenset({Purpose.INVITE, Purpose.REINVITE})


@dataclass(frozen=True, slots=True)
class Reach:
    """Creators a week: `most` that the quota allows, None where it does not say; `lately` in the past four weeks."""

    most: int | None
    lately: int

    @property
    def per_week(self) -> int:
        """What to reckon with: the quota where it is known, else what was done."""
        return self.lately if self.most is None else self.most


def reach_of(shop: Shop, purpose: Purpose, now: datetime) -> Reach:
    """What a shop can do, and did. Answers, reminders and notices go to whoever is there, however large the quota."""
    most = _most(policy_of(shop).quota) if purpose in FIRST_CONTACTS else None
    since = now - timedelta(weeks=WEEKS_LOOKED_AT)
    sent = Message.objects.filter(thread__shop=shop, purpose=purpose.value, state=Message.State.SENT)
    creators = sent.filter(sent_at__gte=since).values("thread__creator").distinct().count()
    return Reach(most, creators // WEEKS_LOOKED_AT)


def _most(quota: QuotaPolicy) -> int | None:
    """First contacts a week if all of the quota went into them."""
    if quota.weekly_cap is None:
        return None
    each = quota.cost_invitation + quota.cost_message if quota.unit == "message" else 1
    return quota.weekly_cap // max(1, each)
