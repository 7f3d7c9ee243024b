"""The key under which a shop's work is queued: what has one key is done by one worker at a time."""

PREFIX = "shop:"


def shop_key(shop_id: int) -> str:
    return f"{PREFIX}{shop_id}"


def shop_of_key(key: str) -> int:
    """The shop whose work it is; a ValueError for any other key."""
    number = key.removeprefix(PREFIX)
    if key == number or not number.isdecimal():
        raise ValueError(f"not the key of a shop: {key}")
    return int(number)
