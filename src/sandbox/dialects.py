"""How older versions say things: ways from their requests to those of the newest, and back from its answers.

Before 202508 creators were named by their TikTok user id.
"""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from sandbox.identifiers import creator_of, decimal_id, open_id, user_id, user_of
from sandbox.options import LANGUAGE, LEVEL, VERTICAL_PRO
from sandbox.world import World

Fields = dict[str, Any]
Turn = Callable[[World, Fields], Fields]


def same(_world: World, fields: Fields) -> Fields:
    return fields


def _named(world: World, text: str) -> str:
    """Return the open id of a user id; what is none becomes what nobody is called."""
    number = user_of(world.chance, text)
    return f"user {text}" if number is None else open_id(world.chance, number)


def _user(world: World, text: str) -> str:
    number = creator_of(world.chance, text)
    return text.removeprefix("user ") if number is None else str(user_id(world.chance, number))


def asks_for(old: str, new: str) -> Turn:
    """Turn one field with a user id, or a list of them, into open ids."""

    def asks(world: World, fields: Fields) -> Fields:
        rest = {name: value for name, value in fields.items() if name != old}
        given = fields.get(old)
        if given is None:
            return rest
        return rest | {new: [_named(world, one) for one in given] if isinstance(given, list) else _named(world, given)}

    return asks


def _without(fields: Mapping[str, Any], names: Collection[str]) -> Fields:
    return {name: value for name, value in fields.items() if name not in names}


def tells_conflicts(world: World, data: Fields) -> Fields:
    pairs = data.get("target_collaboration_conflicts", [])
    told = [
        {"creator_user_id": _user(world, pair["creator_user_open_id"]), "product_id": pair["product_id"]}
        for pair in pairs
    ]
    kept = {name: data[name] for name in ("target_collaboration", "update_failed") if name in data}
    return kept | {"target_collaboration_conflicts": told}


def tells_failures(world: World, data: Fields) -> Fields:
    told = tells_conflicts(world, data)
    failed = _without(told.get("update_failed", {}), ("invalid_product_id_list", "invalid_open_id_list"))
    for name in ("add_creator", "remove_creator"):
        listed = failed.pop(f"{name}_open_ids", None)
        if listed is not None:
            failed[f"{name}_ids"] = [_user(world, one) for one in listed]
    return told | {"update_failed": failed}


def tells_users(world: World, data: Fields) -> Fields:
    """Name the creators of a collaboration by user id."""
    found = data["target_collaboration"]
    listed = [
        {**_without(row, ("creator_open_id",)), "user_id": _user(world, row["creator_open_id"])}
        for row in found["creators"]
    ]
    return {"target_collaboration": {**found, "creators": listed}}


def tells_nobody(_world: World, data: Fields) -> Fields:
    found = data["target_collaboration"]
    listed = [_without(row, ("creator_open_id",)) for row in found["creators"]]
    return {"target_collaboration": {**found, "creators": listed}}


def tells_collaborations(_world: World, data: Fields) -> Fields:
    rows = data["target_collaborations"]
    return data | {"target_collaborations": [_without(row, ("create_time",)) for row in rows]}


def tells_approval(world: World, data: Fields) -> Fields:
    rows = data["open_collaborations"]
    told = [row | {"require_seller_approve_creator": bool(world.db.setting(f"approves {row['id']}"))} for row in rows]
    return data | {"open_collaborations": told}


def tells_profiles(_world: World, data: Fields) -> Fields:
    rows = data["creator_content_details"]
    told = [row | {"creator_profile": _without(row["creator_profile"], ("creator_open_id",))} for row in rows]
    return data | {"creator_content_details": told}


def tells_applications(world: World, data: Fields) -> Fields:
    told = []
    for row in data["sample_applications"]:
        creator = row["creator"]
        named = {**_without(creator, ("creator_open_id",)), "user_id": _user(world, creator["creator_open_id"])}
        told.append(row | {"creator": named})
    return data | {"sample_applications": told}


def tells_orders(world: World, data: Fields) -> Fields:
    """Name the lines of orders and nothing else."""
    told = [
        {
            "id": order["id"],
            "line_items": [
                {
                    "id": str(decimal_id(world.chance, "affiliate line", order["id"], line["product_id"])),
                    "product_id": line["product_id"],
                }
                for line in order["skus"]
            ],
        }
        for order in data["orders"]
    ]
    return data | {"orders": told}


def _plain(value: Any) -> Any:
    """Return figures whose ranges come without their text."""
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items() if name != "formatted_range"}
    return [_plain(part) for part in value] if isinstance(value, list) else value


def tells_cards(_world: World, data: Fields) -> Fields:
    rows = data["creators"]
    return data | {"creators": [_without(row, ("creator_open_id", "creator_profile")) for row in rows]}


def tells_page(_world: World, data: Fields) -> Fields:
    later = ("follower_location", "follower_age", "follower_gender", "pps", "rating", "post_rate", "creator_profile")
    return {"creator": _without(data["creator"], (*later, "ec_video_engagement_rate"))}


def tells_filters(_world: World, data: Fields) -> Fields:
    names = {VERTICAL_PRO: "category_pro", LEVEL: "creator_level", LANGUAGE: "language"}
    rows = data["data"]["option_list"]
    return {"advanced_filters": {names[row["option_type"]]: row["options"] for row in rows}}


def asks_filters(_world: World, _fields: Fields) -> Fields:
    return {"options": [{"option_type": name} for name in (VERTICAL_PRO, LEVEL, LANGUAGE)]}


def tells_plain_cards(world: World, data: Fields) -> Fields:
    plain: Fields = _plain(tells_cards(world, data))
    return plain


def tells_plain_page(world: World, data: Fields) -> Fields:
    plain: Fields = _plain(tells_page(world, data))
    return plain
