"""How the invitations of a plan would go into collaborations, before anything is sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from rapport.campaigns.models import PlanLine
from rapport.campaigns.rules.planner import Act
from rapport.collaborations.queries import limits_of, standing_of_shop
from rapport.collaborations.rules.packing import Clash, Want, pack
from rapport.shared.refusals import Reason
from rapport.shops.models import Shop
from rapport.shops.queries.shops import policy_of

INVITING = (Act.INVITE, Act.REINVITE)


@dataclass(frozen=True, slots=True)
class PackingView:
    """So many creators and products go into so many collaborations, of which some must wait; and what clashes."""

    creators: int
    products: int
    collaborations: int
    later: int
    clashes: tuple[Reason, ...]


def packing_of(shop: Shop, lines: Sequence[PlanLine], now: datetime) -> PackingView | None:
    """The packing of what lines propose to invite; None where they invite nobody. Two queries."""
    inviting = [line for line in lines if Act(line.act) in INVITING and line.campaign is not None]
    if not inviting:
        return None
    wanted = [_want(line) for line in inviting]
    standing = standing_of_shop(shop.pk, [line.creator_id for line in inviting], now)
    found = pack(wanted, limits_of(policy_of(shop)), standing)
    return PackingView(
        creators=len({want.creator_id for want in wanted}),
        products=len({product for want in wanted for product in want.rates}),
        collaborations=len(found.all),
        later=len(found.later),
        clashes=tuple(_told(clash, inviting) for clash in found.clashes),
    )


def _want(line: PlanLine) -> Want:
    products = line.campaign.products.all() if line.campaign else ()
    return Want(line.creator_id, {one.product_id: one.rate for one in products}, str(line.campaign_id))


def _told(clash: Clash, lines: Sequence[PlanLine]) -> Reason:
    line = next(one for one in lines if one.creator_id == clash.creator_id)
    titles = {one.product_id: one.product.title for one in line.campaign.products.all()} if line.campaign else {}
    code = "packing.stands" if clash.kind == "stands" else "packing.wanted_twice"
    return Reason(code, {"creator": line.creator.handle, "product": titles.get(clash.product_id, "")})
