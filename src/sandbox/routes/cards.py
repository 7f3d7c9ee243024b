"""What a message of each type must hold, checked and turned into what is read back later."""

from collections.abc import Mapping
from typing import Any

from sandbox.calls import Call, whole_id
from sandbox.errors import FOREIGN_COLLABORATION, FOREIGN_PRODUCT, INVALID, INVALID_PARAMETERS, RefusedError
from sandbox.reading import read_json
from sandbox.store import collaborations, samples
from sandbox.world import World

TEXT_MAX = 2_000


def message_content(world: World, call: Call, creator: int, type_: str, text: str) -> dict[str, str]:
    """Return the content of a message of a type. Refuses what the shop may not send to this creator."""
    return _CONTENTS[type_](world, call, creator, _content(text))


def _content(text: str) -> Mapping[str, Any]:
    try:
        content = read_json(text)
    except ValueError:
        content = None
    if not isinstance(content, dict):
        raise RefusedError(INVALID, "Content must be a JSON object in a string.")
    return content


def _key(content: Mapping[str, Any], name: str) -> str:
    value = content.get(name)
    if not isinstance(value, str) or not value:
        raise RefusedError(INVALID, f"Content must hold {name}.")
    return value


def _text(_world: World, _call: Call, _creator: int, content: Mapping[str, Any]) -> dict[str, str]:
    text = _key(content, "content")
    if len(text) > TEXT_MAX:
        raise RefusedError(INVALID_PARAMETERS, f"A text has {TEXT_MAX} characters at most.")
    return {"content": text}


def _product(_world: World, call: Call, _creator: int, content: Mapping[str, Any]) -> dict[str, str]:
    product = whole_id(_key(content, "product_id"), "product_id")
    if call.shop.product(product) is None:
        raise RefusedError(FOREIGN_PRODUCT)
    return {"product_id": str(product)}


def _collaboration(world: World, call: Call, _creator: int, content: Mapping[str, Any]) -> dict[str, str]:
    collaboration = whole_id(_key(content, "target_collaboration_id"), "target_collaboration_id")
    if collaborations.find(world.db, call.shop.id, collaboration) is None:
        raise RefusedError(FOREIGN_COLLABORATION)
    return {"invitation_group_id": str(collaboration)}


def _sample(world: World, call: Call, creator: int, content: Mapping[str, Any]) -> dict[str, str]:
    sample = samples.find(world.db, whole_id(_key(content, "apply_id"), "apply_id"))
    if sample is None or (sample.shop, sample.creator) != (call.shop.id, creator):
        raise RefusedError(INVALID_PARAMETERS, "apply_id is not an application of this creator.")
    return {"apply_id": str(sample.id)}


_CONTENTS = {
    "TEXT": _text,
    "PRODUCT_CARD": _product,
    "TARGET_COLLABORATION_CARD": _collaboration,
    "FREE_SAMPLE_CARD": _sample,
}
