"""The guidebook with other values, as a seller's own pack may have them."""

from importlib.resources import files

import pytest

from rapport.policies import queries


def guidebook_with(monkeypatch: pytest.MonkeyPatch, **values: object) -> None:
    """Let the product read a guidebook in which these values of the quota stand for every region."""
    text = (files("policy_packs") / "guidebook.toml").read_text(encoding="utf-8")
    kept = [line for line in text.splitlines() if line.split(" = ")[0] not in values]
    origin = 'source = "rapport", as_of = 2026-11-01, confidence = "assumed"'
    lines = [f"{name} = {{ value = {value}, {origin} }}" for name, value in values.items()]
    place = kept.index("[defaults.quota]") + 1
    changed = queries.pack_file("guidebook", "\n".join([*kept[:place], *lines, *kept[place:]]))
    monkeypatch.setattr(queries, "pack", lambda _: changed)
