"""Policy packs: dated, sourced files of what the platform allows, read for a region."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from rapport.policies.rules.sections import Policy
from rapport.policies.rules.sourced import DataFileInvalid, Provenance, Raw, checked, split
from rapport.shared.refusals import Refusal

UNCOUNTED = frozenset({"pack", "sources", "defaults", "regions"})


class RegionNotCovered(Refusal):
    """The pack says nothing about this region: choose another pack, or enter the shop's own cap."""

    code = "policies.region_not_covered"


class PackHead(BaseModel):
    """What a pack says of itself."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    schema_: Literal[1] = Field(alias="schema")
    effective_from: date
    title_en: str
    title_zh: str


@dataclass(frozen=True, slots=True)
class RegionRules:
    """A region's policy and where each of its values comes from, by `section.field`."""

    policy: Policy
    provenance: Mapping[str, Provenance]


@dataclass(frozen=True, slots=True)
class EnteredCap:
    """A weekly cap that the seller read in their own account and entered, and when."""

    units: int
    on: date


@dataclass(frozen=True, slots=True)
class Pack:
    """A whole pack: its head, the rules of each region that it names, and what holds for any other."""

    head: PackHead
    regions: Mapping[str, RegionRules]
    elsewhere: RegionRules

    def for_region(self, region: str, entered: EnteredCap | None = None) -> RegionRules:
        """The rules for an ISO region code; a cap that the seller entered stands in place of the pack's.

        Refuses with RegionNotCovered where the pack does not name the region and no cap was entered.
        """
        named = self.regions.get(region)
        if entered is not None:
            return _with_cap(named or self.elsewhere, entered)
        if named is None:
            raise RegionNotCovered(pack=self.head.name, region=region, covered=", ".join(self.regions))
        return named


def read_pack(file: str, raw: Raw) -> Pack:
    """Check a pack's tables. Refuses with DataFileInvalid that names the field (design section 4)."""
    for name in raw:
        if name not in UNCOUNTED:
            raise DataFileInvalid(file=file, field=name, problem="unknown section")
    head = checked(PackHead, raw.get("pack", {}), file=file, field="pack")
    if head.name != file:
        raise DataFileInvalid(file=file, field="pack.name", problem="must equal the file's name")
    sources = _tables(file, "sources", raw.get("sources", {}))
    defaults = _tables(file, "defaults", raw.get("defaults", {}))
    regions = _tables(file, "regions", raw.get("regions", {}))
    if not regions:
        raise DataFileInvalid(file=file, field="regions", problem="a pack names at least one region")
    named = {str(key): str(text) for key, text in sources.items()}
    rules = {region: _region(file, region, defaults, own, named) for region, own in regions.items()}
    for region, one in rules.items():
        if one.policy.quota.weekly_cap is None and not one.policy.quota.tiers:
            raise DataFileInvalid(file=file, field=f"regions.{region}.quota.weekly_cap", problem="no cap and no tiers")
    return Pack(head, rules, elsewhere=_region(file, "*", defaults, {}, named))


def _with_cap(rules: RegionRules, entered: EnteredCap) -> RegionRules:
    quota = rules.policy.quota.model_copy(update={"weekly_cap": entered.units, "tiers": ()})
    origin = Provenance(source="entered by the seller", as_of=entered.on, confidence="unverified")
    origins = {name: known for name, known in rules.provenance.items() if name != "quota.tiers"}
    return RegionRules(rules.policy.model_copy(update={"quota": quota}), {**origins, "quota.weekly_cap": origin})


def _region(file: str, region: str, defaults: Raw, own: object, sources: Mapping[str, str]) -> RegionRules:
    sections: dict[str, object] = {}
    provenance: dict[str, Provenance] = {}
    additions = _tables(file, f"regions.{region}", own)
    for section in {**defaults, **additions}:
        merged = {
            **_tables(file, f"defaults.{section}", defaults.get(section, {})),
            **_tables(file, f"regions.{region}.{section}", additions.get(section, {})),
        }
        values, origins = split(file, section, merged, sources)
        sections[section] = values
        provenance |= origins
    return RegionRules(checked(Policy, sections, file=file, field=f"regions.{region}"), provenance)


def _tables(file: str, field: str, raw: object) -> dict[str, object]:
    if not isinstance(raw, Mapping):
        raise DataFileInvalid(file=file, field=field, problem="must be a table")
    return {str(name): value for name, value in raw.items()}
