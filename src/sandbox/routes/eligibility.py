"""Outreach eligibility: whom the shop could contact now, and whether the quota holds for all of them."""

from typing import Any

from sandbox import allowance
from sandbox.calls import Call
from sandbox.errors import CREATOR_MISMATCH, INVALID, RefusedError
from sandbox.fields import Shape
from sandbox.identifiers import creator_of
from sandbox.store import collaborations, conversations, relations
from sandbox.world import World

_MOST = 100

CHECK_BODY: Shape = {"creator_infos*": [{"creator_open_id*": str}]}


def check(world: World, call: Call) -> dict[str, Any]:
    """Tell for each creator and for the batch; asking costs nothing."""
    texts = [row["creator_open_id"] for row in call.body["creator_infos"]]
    if not 0 < len(texts) <= _MOST or len(set(texts)) != len(texts):
        raise RefusedError(INVALID, f"CreatorInfos must hold 1 to {_MOST} creators, each once.")
    numbers = [_known(world, call, text) for text in texts]
    shop, known = call.shop, _Known(world, call, numbers)
    costs, left = allowance.preview(world, shop, call.now, "invitation", numbers)
    available = {number: left is None or costs[number] <= left for number in numbers}
    levels = {number: int(world.population["level"][number]) for number in numbers}
    return {
        "creator_eligibility_results": [
            {
                "creator_level": levels[number],
                "creator_open_id": text,
                "is_blocked": False,
                "is_connected": number in known.contacted,
                "is_creator_follower_count_threshold_met": number in known.reachable,
                "is_creator_level_quota_available": available[number],
                "is_paired": number in known.connected,
            }
            for text, number in zip(texts, numbers, strict=True)
        ],
        "ineligible_creator_levels": sorted({levels[number] for number in numbers if not available[number]}),
        "is_batch_quota_consumable": left is None or sum(costs.values()) <= left,
    }


class _Known:
    """What there is between the shop and the creators asked about."""

    def __init__(self, world: World, call: Call, numbers: list[int]) -> None:
        shop = call.shop.id
        self.connected = relations.connected(world.db, shop, numbers)
        invited = collaborations.last_invitations(world.db, shop, numbers)
        self.contacted = self.connected | conversations.talking(world.db, shop, numbers) | set(invited)
        ceiling = allowance.week_at(world, call.shop, call.now).tier.max_followers
        followers = world.population["followers"]
        self.reachable = {
            number for number in numbers if ceiling is None or followers[number] <= ceiling or number in self.connected
        }


def _known(world: World, call: Call, text: str) -> int:
    number = creator_of(world.chance, text)
    if number is None or number >= len(world.population):
        raise RefusedError(CREATOR_MISMATCH, "CreatorOpenId is unknown.")
    if world.population.market(number) is not call.shop.market:
        raise RefusedError(CREATOR_MISMATCH, "The creator belongs to another region.")
    return number
