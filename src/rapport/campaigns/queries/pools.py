"""Whom each running campaign may still invite, weighed anew with all that the shop has learned since."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from django.db.models import Case, Q, When

from rapport.campaigns.models import Campaign, Candidate
from rapport.campaigns.queries.knowledge import OF_CREATOR, Knowledge
from rapport.campaigns.queries.wishes import wished_shop_wide
from rapport.campaigns.rules.prospects import Prospect, UnitCosts, Worths, best_first, price_of_unit
from rapport.campaigns.rules.wishes import WishKind


@dataclass(frozen=True, slots=True)
class Pool:
    """A campaign's open candidates, the best first and pinned ones before them."""

    candidate_ids: tuple[int, ...]
    places: tuple[int, ...]
    worths: Worths

    def first(self, count: int) -> dict[int, Prospect]:
        """The best, by the candidate's id."""
        chosen = zip(self.candidate_ids[:count], self.places[:count], strict=True)
        return {pk: self.worths.one(place) for pk, place in chosen}


def pool_of(campaign: Campaign, known: Knowledge, costs: UnitCosts) -> Pool:
    """Every candidate nobody invited yet; those first whom a person pinned for the campaign or its shop."""
    open_ones = Candidate.objects.filter(
        campaign=campaign, state=Candidate.State.SHORTLISTED, creator__merged_into=None
    ).exclude(creator__in=wished_shop_wide(campaign.shop_id, WishKind.FORBID))
    wanted = Q(pinned=True) | Q(creator__in=wished_shop_wide(campaign.shop_id, WishKind.PIN))
    rows = list(
        open_ones.annotate(wanted=Case(When(wanted, then=True), default=False))
        .order_by("rank", "pk")
        .values_list("pk", "wanted", *OF_CREATOR)
    )
    rate = max((one.rate for one in campaign.products.all()), default=0)
    found = known.worths([(*row[2:6], True) for row in rows], rate)
    pinned = np.array([row[1] for row in rows], dtype=np.bool_)
    order = best_first(found, costs)
    places = [int(one) for one in (*order[pinned[order]], *order[~pinned[order]])] if rows else []
    return Pool(tuple(rows[place][0] for place in places), tuple(places), found)


def candidates_by_id(candidate_ids: Sequence[int]) -> list[Candidate]:
    """These candidates with their creators, in this order."""
    found = Candidate.objects.filter(pk__in=candidate_ids).select_related("creator").in_bulk()
    return [found[pk] for pk in candidate_ids]


def price_in(pools: Sequence[Pool], costs: UnitCosts, *, units_ahead: float, reminder: float, again: float) -> float:
    """What a unit earns later in these campaigns, minor units; 0 where the quota ahead pays for all."""
    if not pools:
        return 0.0
    return price_of_unit(
        joined([one.worths for one in pools]), costs, units_ahead=units_ahead, reminder=reminder, again=again
    )


def joined(parts: Sequence[Worths]) -> Worths:
    """Several campaigns' candidates as one."""
    return Worths(*(np.concatenate([getattr(one, name) for one in parts]) for name in Worths.__slots__))
