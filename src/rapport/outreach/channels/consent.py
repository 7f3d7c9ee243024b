"""What a first message outside the platform needs, by channel and country: dated data with sources, no legal advice."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from rapport.creators.rules.contact_points import Basis
from rapport.outreach.channels.pacing import Pace
from rapport.policies.rules.sourced import Count, DataFileInvalid, Positive, Provenance, Raw, checked, split

FILE = "channels"


class ColdContact(StrEnum):
    """What the first message to a published business address needs."""

    ALLOWED = "allowed"
    CONFIRM = "confirm"
    """The law is unclear or asks to weigh interests: a person looks and confirms."""
    CONSENT = "consent"
    """The law asks for prior consent: a person answers for it, or does not write."""
    OPT_IN = "opt_in"
    """The channel itself forbids it without the recipient's own consent on record; nobody can overrule that."""


@dataclass(frozen=True, slots=True)
class ConsentRule:
    """The rule of one channel in one country, with where each part comes from."""

    region: str
    cold: ColdContact
    postal_address: bool
    origins: Mapping[str, Provenance]

    def needed(self, basis: Basis) -> ColdContact:
        """Whoever consented or wrote first may be written to."""
        return self.cold if basis is Basis.PUBLISHED else ColdContact.ALLOWED


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    cold: ColdContact | None = None
    postal_address: bool | None = None
    per_hour: Positive | None = None
    per_day: Positive | None = None
    gap_seconds: Count | None = None
    warm_up_first: Count | None = None
    warm_up_step: Count | None = None


@dataclass(frozen=True, slots=True)
class ChannelRules:
    """All of the file: consent by channel and region, and each channel's pace."""

    sections: Mapping[str, _Section]
    origins: Mapping[str, Provenance]

    def consent(self, channel: str, region: str) -> ConsentRule:
        """The rule of a channel for creators of a region; an unnamed region has the channel's default."""
        own, default = self.sections.get(f"{channel}.{region}", _Section()), self.sections[f"{channel}.default"]
        there = {name: f"{channel}.{region}.{name}" for name in ("cold", "postal_address")}
        return ConsentRule(
            region,
            own.cold or default.cold or ColdContact.CONFIRM,
            bool(default.postal_address if own.postal_address is None else own.postal_address),
            {
                name: self.origins.get(place) or self.origins[f"{channel}.default.{name}"]
                for name, place in there.items()
                if place in self.origins or f"{channel}.default.{name}" in self.origins
            },
        )

    def pace(self, channel: str) -> Pace:
        """How fast a channel may send."""
        told = self.sections[f"{channel}.default"]
        return Pace(
            per_hour=told.per_hour or 1,
            per_day=told.per_day or 1,
            gap_seconds=told.gap_seconds or 0,
            warm_up_first=told.warm_up_first or 0,
            warm_up_step=told.warm_up_step or 0,
        )


def read_rules(raw: Raw) -> ChannelRules:
    """From the data file. Refuses with DataFileInvalid."""
    named = raw.get("sources")
    sources = {str(key): str(value) for key, value in named.items()} if isinstance(named, dict) else {}
    sections: dict[str, _Section] = {}
    origins: dict[str, Provenance] = {}
    for channel, regions in raw.items():
        if channel == "sources":
            continue
        if not isinstance(regions, dict) or "default" not in regions:
            raise DataFileInvalid(file=FILE, field=channel, problem="no default")
        for region, tables in regions.items():
            place = f"{channel}.{region}"
            values, told = split(FILE, place, tables, sources)
            sections[place] = checked(_Section, values, file=FILE, field=place)
            origins |= told
    return ChannelRules(sections, origins)
