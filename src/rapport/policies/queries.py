"""Reads of packs and playbooks: the files that ship, checked once per process."""

import tomllib
from functools import cache
from importlib.resources import files

from rapport.policies.models import PlaybookRecord
from rapport.policies.rules.packs import EnteredCap, Pack, RegionRules, read_pack
from rapport.policies.rules.places import Place, read_places
from rapport.policies.rules.playbooks import SourcedPlaybook, read_playbook, with_overrides
from rapport.policies.rules.sourced import DataFileInvalid
from rapport.shared.refusals import Refusal


class PackUnknown(Refusal):
    """No pack of this name is shipped."""

    code = "policies.pack_unknown"


@cache
def pack_names() -> tuple[str, ...]:
    found = (entry.name for entry in files("policy_packs").iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in found if name.endswith(".toml")))


@cache
def pack(name: str) -> Pack:
    """A shipped pack, checked. Refuses with PackUnknown or DataFileInvalid."""
    if name not in pack_names():
        raise PackUnknown(pack=name, known=", ".join(pack_names()))
    return pack_file(name, (files("policy_packs") / f"{name}.toml").read_text(encoding="utf-8"))


def pack_file(name: str, text: str) -> Pack:
    """A pack from the text of its file, checked. Refuses with DataFileInvalid that names the field."""
    return read_pack(name, _toml(name, text))


def rules_for(pack_name: str, region: str, entered: EnteredCap | None = None) -> RegionRules:
    """What a pack says for a region. Refuses with PackUnknown, DataFileInvalid or RegionNotCovered."""
    return pack(pack_name).for_region(region, entered)


@cache
def default_playbook() -> SourcedPlaybook:
    """The playbook that ships, checked."""
    text = (files("rapport.policies") / "playbooks" / "default.toml").read_text(encoding="utf-8")
    return read_playbook("default", _toml("default", text))


def playbook(record: PlaybookRecord | None) -> SourcedPlaybook:
    """A shop's playbook: the default with its own values put in; these have no source but the shop."""
    base = default_playbook()
    if record is None:
        return base
    own = {f"{section}.{name}" for section, values in record.overrides.items() for name in values}
    origins = {name: origin for name, origin in base.provenance.items() if name not in own}
    return SourcedPlaybook(with_overrides(base.values, record.overrides), origins)


@cache
def places() -> dict[str, Place]:
    """Where creators live, by region; what ships, checked."""
    text = (files("rapport.policies") / "places" / "places.toml").read_text(encoding="utf-8")
    return read_places("places", _toml("places", text))


def _toml(file: str, text: str) -> dict[str, object]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as trouble:
        raise DataFileInvalid(file=file, field="", problem=str(trouble)) from None
