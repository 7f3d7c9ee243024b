"""What a message of each type must hold, checked and turned into what is read back later."""

from collections.abc import Mapping
from typing import Any

from sandbox.calls import Call, whole, whole_id
from sandbox.errors import FOREIGN_COLLABORATION, FOREIGN_PRODUCT, INVALID, INVALID_PARAMETERS, RefusedError
from sandbox.reading import read_json
from sandbox.store import collaborations, images, samples
from sandbox.store.images import Image
from sandbox.world import World

TEXT_MAX = 2_000
CARD_TEXT_MAX, CARD_TITLE_MAX, CARD_PRODUCTS_MAX = 500, 50, 5


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


def _image(world: World, call: Call, _creator: int, content: Mapping[str, Any]) -> dict[str, str]:
    url = _key(content, "url")
    sizes = {name: content.get(name) for name in ("width", "height")}
    if any(type(size) is not int or size <= 0 for size in sizes.values()):
        raise RefusedError(INVALID, "Content must hold width and height as whole numbers.")
    return {"url": _uploaded(world, call, url).url, **{name: str(size) for name, size in sizes.items()}}


def _uploaded(world: World, call: Call, url: str) -> Image:
    """Return the picture behind an address. Refuses what this shop did not upload."""
    name = url.rpartition("/")[2].partition(".")[0]
    found = images.find(world.db, call.shop.id, whole(name) or 0)
    if found is None or found.url != url:
        raise RefusedError(INVALID_PARAMETERS, "The address is not that of an uploaded picture.")
    return found


def _titled(content: Mapping[str, Any]) -> dict[str, str]:
    """Return text and title of a card, both within their limits."""
    found = {"content": _key(content, "content"), "title": _key(content, "title")}
    for name, most in (("content", CARD_TEXT_MAX), ("title", CARD_TITLE_MAX)):
        if len(found[name]) > most:
            raise RefusedError(INVALID_PARAMETERS, f"The {name} of a card has {most} characters at most.")
    return found


def _image_card(world: World, call: Call, _creator: int, content: Mapping[str, Any]) -> dict[str, str]:
    return {"image_url": _uploaded(world, call, _key(content, "image_url")).url, **_titled(content)}


def _products_card(_world: World, call: Call, _creator: int, content: Mapping[str, Any]) -> dict[str, str]:
    products = [whole_id(text, "product_ids") for text in _key(content, "product_ids").split(",")]
    if len(products) > CARD_PRODUCTS_MAX:
        raise RefusedError(INVALID_PARAMETERS, f"A card shows {CARD_PRODUCTS_MAX} products at most.")
    if any(call.shop.product(product) is None for product in products):
        raise RefusedError(FOREIGN_PRODUCT)
    return {"product_ids": ",".join(map(str, products)), **_titled(content)}


_CONTENTS = {
    "CRM_TEXT_WITH_IMAGE_CARD": _image_card,
    "CRM_TEXT_WITH_PRODUCTS_CARD": _products_card,
    "FREE_SAMPLE_CARD": _sample,
    "IMAGE": _image,
    "PRODUCT_CARD": _product,
    "TARGET_COLLABORATION_CARD": _collaboration,
    "TEXT": _text,
}
MESSAGE_TYPES = tuple(_CONTENTS)
