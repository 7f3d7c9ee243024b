"""Similar creators: like one of them, or like a shop's best; and whether likeness is worth anything here."""

from django.http import HttpResponse

from rapport.console.desk import Desk, page
from rapport.creators.queries.lookalikes import similar_to
from rapport.creators.queries.profile import creator, in_bulk
from rapport.review.queries import strong_creators


@page
def similar(desk: Desk, creator_id: int) -> HttpResponse:
    """Who is like one creator."""
    seed = creator(desk.workspace_id, creator_id)
    context = {"active": "creators", "seed": seed, "shop": None, "similar": similar_to(desk.workspace_id, [seed])}
    return desk.show("creators/similar.html", context)


@page
def similar_to_best(desk: Desk, shop_id: int) -> HttpResponse:
    """Who is like the creators of tier S or A of a shop, in its region."""
    shop = desk.shop(shop_id)
    best = in_bulk(desk.workspace_id, sorted(strong_creators([shop], desk.now_of(shop)))).values()
    seeds = [one for one in best if one.region == shop.region]
    context = {"active": "creators", "seed": None, "shop": shop, "similar": similar_to(desk.workspace_id, seeds)}
    return desk.show("creators/similar.html", context | {"best": len(seeds)})
