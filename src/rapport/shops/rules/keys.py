"""The keys under which a shop's or workspace's work is queued: what has one key is done by one worker at a time."""

PREFIX = "shop:"
WORKSPACE_PREFIX = "workspace:"


def shop_key(shop_id: int) -> str:
    return f"{PREFIX}{shop_id}"


def shop_of_key(key: str) -> int:
    """The shop whose work it is; a ValueError for any other key."""
    return _number(key, PREFIX)


def workspace_key(workspace_id: int) -> str:
    return f"{WORKSPACE_PREFIX}{workspace_id}"


def workspace_of_key(key: str) -> int:
    """The workspace whose work it is; a ValueError for any other key."""
    return _number(key, WORKSPACE_PREFIX)


def _number(key: str, prefix: str) -> int:
    number = key.removeprefix(prefix)
    if key == number or not number.isdecimal():
        raise ValueError(f"not the key of a {prefix.rstrip(':')}: {key}")
    return int(number)
