"""Creator marketplace: search and performance."""

from collections.abc import Iterable
from hashlib import blake2b
from typing import Any

from sandbox import datagroups, options, paging, performance, profiles, search
from sandbox.calls import Call
from sandbox.errors import INVALID_PARAMETERS, REGION_MISMATCH, RefusedError
from sandbox.fields import Many, OneOf, Shape
from sandbox.identifiers import creator_of
from sandbox.options import ADVANCED_FILTERS, OPTION_TYPES, SORTER
from sandbox.population import AGE_RANGES
from sandbox.profiles import Dealings, Profile
from sandbox.search import GMV_BANDS, UNIT_BANDS, band_name
from sandbox.store import collaborations, conversations, relations
from sandbox.world import World

_INVITED_DAYS = 90 * 86_400

SEARCH_QUERY: Shape = {"page_size*": OneOf((12, 20)), "page_token": str}
SEARCH_BODY: Shape = {
    "search_key": str,
    "keyword": str,
    "follower_demographics": {
        "age_ranges": [OneOf(tuple(f"AGE_RANGE_{name}" for name in AGE_RANGES))],
        "count_range": {"count_ge": int, "count_le": int},
        "gender_distribution": {"gender": OneOf(("MALE", "FEMALE")), "percentage_ge": int},
    },
    "gmv_ranges": [OneOf(tuple(band_name("GMV_RANGE", band) for band in GMV_BANDS))],
    "units_sold_ranges": [OneOf(tuple(band_name("UNITS_SOLD_RANGE", band) for band in UNIT_BANDS))],
    "category": [{"parent_category_id*": str, "child_category_id_list": [str]}],
    "content_performance": dict.fromkeys(search.CONTENT_FILTERS, str),
    "affiliate_data": {
        "avg_commission_rate": OneOf(("ALL", *(f"LESS_THAN_{percent}%" for percent in (20, 15, 10, 5)))),
        "post_rate": OneOf(("ALL", *search.POST_RATES)),
        "creator_agency_staus": OneOf(("AGENCY_MANAGED", "INDEPENDENT")),
        "is_fast_growing": bool,
        "not_invited_l90_days": bool,
    },
    "advanced_filters": ADVANCED_FILTERS,
    "data_groups": [OneOf(tuple(datagroups.CARD))],
}
PERFORMANCE_QUERY: Shape = {"data_groups": Many(OneOf(tuple(datagroups.PERFORMANCE)))}
FILTERS_BODY: Shape = {"options": [{"option_type": OneOf(OPTION_TYPES)}]}


def search_creators(world: World, call: Call) -> dict[str, Any]:
    """Return a page of creators of the shop's region; filters must stay the same from page to page."""
    size = call.query["page_size"]
    (start,) = paging.place(call.query.get("page_token") or None, 1) or (0,)  # documented as empty on the first page
    shop = call.shop
    found = search.find(
        world.population,
        shop.market.region,
        call.body,
        categories=world.categories,
        invited=lambda: collaborations.invited_since(world.db, shop.id, call.now - _INVITED_DAYS),
    )
    page = found[start : start + size].tolist()
    dealings = _dealings(world, call, page)
    return {
        "next_page_token": paging.token(start + size) if start + size < len(found) else "",
        "search_key": _search_key(call),
        "creators": [
            datagroups.card(profiles.card(_profile(world, number), dealings[number]), call.body.get("data_groups"))
            for number in page
        ],
    }


def advanced_filters(world: World, call: Call) -> dict[str, Any]:
    """Return the options of the filters asked for; without any, nothing."""
    asked = [row.get("option_type") for row in call.body.get("options") or []]
    offered = options.catalogue(call.shop.market, world.categories)
    listed = [{"option_type": name, "options": offered.get(name, [])} for name in asked if name != SORTER]
    return {"data": {"option_list": listed, "sorters": options.sorters() if SORTER in asked else []}}


def creator_performance(world: World, call: Call) -> dict[str, Any]:
    """Return one creator's figures. Refuses unknown creators and those of another region."""
    number = creator_of(world.chance, call.path["creator_user_id"])
    if number is None or number >= len(world.population):
        raise RefusedError(INVALID_PARAMETERS, "CreatorUserId is unknown.")
    if world.population.market(number) is not call.shop.market:
        raise RefusedError(REGION_MISMATCH)
    dealings = _dealings(world, call, [number])[number]
    figures = performance.performance(_profile(world, number), dealings, call.now)
    return {"creator": datagroups.performance(figures, call.query["data_groups"])}


def _profile(world: World, number: int) -> Profile:
    people = world.population
    return Profile(world.chance, people, world.categories, number, people.market(number), people.row(number))


def _search_key(call: Call) -> str:
    """Return a key that stands for the filters; the answer is computed anew on each page."""
    filters = {name: value for name, value in call.body.items() if name != "search_key"}
    return blake2b(repr(sorted(filters.items())).encode(), digest_size=12).hexdigest()


def _dealings(world: World, call: Call, creators: Iterable[int]) -> dict[int, Dealings]:
    numbers, shop = list(creators), call.shop.id
    invited = collaborations.last_invitations(world.db, shop, numbers)
    connected = relations.connected(world.db, shop, numbers)
    talking = conversations.talking(world.db, shop, numbers)
    return {
        number: Dealings(
            invited_recently=invited.get(number, 0) > call.now - _INVITED_DAYS,
            contacted=number in invited or number in talking,
            connected=number in connected,
        )
        for number in numbers
    }
