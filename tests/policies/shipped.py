"""The shipped files as they are read, and copies of them with one thing changed."""

import tomllib
from importlib.resources import files
from typing import Any

GONE = object()
"""Stands for taking a key away."""


def raw_pack(name: str) -> dict[str, Any]:
    return tomllib.loads((files("policy_packs") / f"{name}.toml").read_text(encoding="utf-8"))


def raw_playbook() -> dict[str, Any]:
    return tomllib.loads((files("rapport.policies") / "playbooks" / "default.toml").read_text(encoding="utf-8"))


def changed(raw: dict[str, Any], path: str, value: object) -> dict[str, Any]:
    """Put a value at a dotted path, making what is missing on the way."""
    *way, last = path.split(".")
    table = raw
    for name in way:
        table = table.setdefault(name, {})
    if value is GONE:
        del table[last]
    else:
        table[last] = value
    return raw


def sourced(value: object) -> dict[str, object]:
    """A value as a pack holds it."""
    return {"value": value, "source": "S2", "as_of": "2026-01-01", "confidence": "assumed"}
