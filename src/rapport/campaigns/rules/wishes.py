"""A person's word stands above the index: who comes first, who is never proposed; pure.

Forbidden for a campaign: nothing is sent in its name but answers to a creator who wrote. Forbidden for a shop: nothing
is sent at all. Letting go costs the creator nothing and stays possible. A pin moves a creator forward in the plan, it
never makes an act that is not possible.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from rapport.campaigns.rules.planner import Act

SHOP_WIDE = None
"""In place of a campaign: the wish holds for the whole shop."""


class WishKind(StrEnum):
    """What a person wants of a creator."""

    PIN = "pin"
    FORBID = "forbid"


@dataclass(frozen=True, slots=True)
class Standing:
    """A wish that stands, as the rule sees it."""

    creator_id: int
    campaign_id: int | None
    kind: WishKind


@dataclass(frozen=True, slots=True)
class Wishes:
    """All that stand for a shop, by creator and campaign."""

    by_creator: Mapping[tuple[int, int | None], WishKind]

    @classmethod
    def of(cls, standing: Collection[Standing]) -> "Wishes":
        return cls({(one.creator_id, one.campaign_id): one.kind for one in standing})

    def forbids(self, act: Act, creator_id: int, campaign_id: int | None) -> bool:
        """Whether this act may not be proposed to this creator."""
        if act is Act.CLOSE:
            return False
        if self.by_creator.get((creator_id, SHOP_WIDE)) is WishKind.FORBID:
            return True
        in_campaign = campaign_id is not None and self.by_creator.get((creator_id, campaign_id)) is WishKind.FORBID
        return in_campaign and act is not Act.ANSWER

    def pins(self, creator_id: int, campaign_id: int | None) -> bool:
        """Whether a person wants this creator first, for the campaign or the shop."""
        wanted = {self.by_creator.get((creator_id, one)) for one in (campaign_id, SHOP_WIDE)}
        return WishKind.PIN in wanted and WishKind.FORBID not in wanted
