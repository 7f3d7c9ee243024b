"""Pictures for messages: uploaded first, then named by address."""

from hashlib import blake2b
from typing import Any

from sandbox.bodies import FILE_PART
from sandbox.calls import Call
from sandbox.errors import INVALID_PARAMETERS, RefusedError
from sandbox.identifiers import decimal_id
from sandbox.pictures import read_picture
from sandbox.store import images
from sandbox.store.images import Image
from sandbox.world import World


def upload(world: World, call: Call) -> dict[str, Any]:
    """Keep a picture and return its address; the same picture of the same shop has the same one."""
    data: bytes = call.body[FILE_PART]
    picture = read_picture(data)
    if picture is None:
        raise RefusedError(INVALID_PARAMETERS, "The file is no jpg, gif, webp or png.")
    digest = int.from_bytes(blake2b(data, digest_size=8).digest())
    identifier = decimal_id(world.chance, "image", call.shop.key, digest)
    image = Image(identifier, call.shop.id, picture.kind, picture.width, picture.height, call.now, data)
    images.keep(world.db, image)
    return {"url": image.url, "width": image.width, "height": image.height}
