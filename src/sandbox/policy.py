"""The sandbox's own reader of policy packs: dated data files, read into the values it enforces."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from functools import cache
from importlib.resources import files
from typing import Any

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
UNITS = ("message", "creator_week")
EFFECTS = ("on_confirmation", "at_once", "next_day")
OPEN_CUT_EFFECTS = (*EFFECTS, "after_days")
BASES = ("amount", "quantity")
KINDS = ("invitation", "message", "reply", "reminder", "sample_notice")


class PolicyGapError(ValueError):
    """A pack does not say what the sandbox would have to enforce; nothing is invented."""


@dataclass(frozen=True, slots=True)
class Tier:
    """What a shop may do from this GMV on (whole units of the pack's GMV currency); cap None is unlimited."""

    gmv_from: int
    weekly_cap: int | None
    max_followers: int | None
    invitation_cap: int | None = None  # of invitations, where they have a pool of their own


@dataclass(frozen=True, slots=True)
class QuotaRules:
    """The weekly quota: what a unit is, how many there are, and when a week begins."""

    unit: str
    shared_pool: bool
    daily_cap: int | None  # units of the shop's local day, whatever the pool
    tiers: tuple[Tier, ...]  # ascending; a pack with one fixed cap has one tier from 0
    gmv_window_days: int
    gmv_currency: str | None
    starter_pack: int
    weekday: int  # 0 is Monday
    time: time
    timezone: str  # "shop" or a zone
    costs: Mapping[str, int]  # units by kind: invitation, message, reply, reminder, sample_notice
    connected_exempt: bool
    pre_reply_messages: int | None


@dataclass(frozen=True, slots=True)
class CollaborationRules:
    """Limits of one target collaboration and of a shop's number of them."""

    creators_max: int
    products_max: int
    name_chars_max: int
    message_chars_max: int
    per_day_max: int
    open_max: int


@dataclass(frozen=True, slots=True)
class Rules:
    """All that the sandbox enforces for one region; rates in hundredths of a percent."""

    pack: str
    region: str
    quota: QuotaRules
    collaboration: CollaborationRules
    rate_min: int
    rate_max: int
    raise_effect: str
    cut_effect: str
    open_cut_effect: str
    open_cut_days: int  # counts where the effect is "after_days"
    settlement_days: int
    refund_basis: str
    review_days: int
    content_days: int
    extension_days: int
    forbidden_words: tuple[str, ...] = ()  # of every language; no pack has to name any


@cache
def _read(pack: str) -> Mapping[str, Any]:
    source = files("policy_packs") / f"{pack}.toml"
    if not source.is_file():
        raise PolicyGapError(f"There is no policy pack named {pack}.")
    return tomllib.loads(source.read_text(encoding="utf-8"))


def regions_of(pack: str) -> tuple[str, ...]:
    """Return the regions that a pack speaks of. Raises PolicyGapError for a pack nobody knows."""
    return tuple(_read(pack).get("regions", {}))


@cache
def read_rules(pack: str, region: str) -> Rules:
    """Read one pack for one region. Raises PolicyGapError naming what is missing: pack, region or field."""
    document = _read(pack)
    if region not in document.get("regions", {}):
        raise PolicyGapError(f"Policy pack {pack} has no rules for region {region}.")
    return _rules(_Fields(pack, region, document))


class _Fields:
    """The values of one pack for one region, by dotted name: the region's own before the defaults."""

    def __init__(self, pack: str, region: str, document: Mapping[str, Any]) -> None:
        self.pack, self.region = pack, region
        self._layers = (document["regions"][region], document.get("defaults", {}))

    def get(self, name: str) -> Any:
        """Return the value, or None where the pack is silent."""
        section, _, key = name.partition(".")
        for layer in self._layers:
            if key in layer.get(section, {}):
                return layer[section][key]["value"]
        return None

    def __getitem__(self, name: str) -> Any:
        value = self.get(name)
        if value is None:
            raise PolicyGapError(f"Policy pack {self.pack} does not say {name} for region {self.region}.")
        return value

    def one_of(self, name: str, allowed: tuple[str, ...]) -> str:
        value = self[name]
        if value not in allowed:
            raise PolicyGapError(f"Policy pack {self.pack}: {name} for {self.region} is unknown: {value!r}.")
        return str(value)


def _rules(fields: _Fields) -> Rules:
    return Rules(
        pack=fields.pack,
        region=fields.region,
        quota=_quota(fields),
        collaboration=CollaborationRules(
            **{name: fields[f"collaboration.{name}"] for name in CollaborationRules.__dataclass_fields__}
        ),
        rate_min=fields["commission.rate_min"],
        rate_max=fields["commission.rate_max"],
        raise_effect=fields.one_of("change.raise", EFFECTS),
        cut_effect=fields.one_of("change.cut_target", EFFECTS),
        open_cut_effect=fields.one_of("change.cut_open", OPEN_CUT_EFFECTS),
        open_cut_days=fields["change.cut_open_days"] if fields["change.cut_open"] == "after_days" else 0,
        settlement_days=fields["settlement.days_after_delivery"],
        refund_basis=fields.one_of("settlement.refund_basis", BASES),
        review_days=fields["samples.review_days"],
        content_days=fields["samples.content_days"],
        extension_days=fields["samples.extension_days"],
        forbidden_words=tuple(word for row in fields.get("contact.forbidden_words") or () for word in row["words"]),
    )


def _quota(fields: _Fields) -> QuotaRules:
    if fields["quota.carry_over"]:
        raise PolicyGapError(f"Policy pack {fields.pack}: no count of units that live on is known.")
    return QuotaRules(
        unit=fields.one_of("quota.unit", UNITS),
        shared_pool=fields["quota.shared_pool"],
        daily_cap=fields.get("quota.daily_cap"),
        tiers=_tiers(fields),
        gmv_window_days=fields.get("quota.gmv_window_days") or 30,
        gmv_currency=fields.get("quota.gmv_currency"),
        starter_pack=fields.get("quota.starter_pack") or 0,
        weekday=WEEKDAYS.index(fields.one_of("quota.window_weekday", WEEKDAYS)),
        time=time.fromisoformat(fields["quota.window_time"]),
        timezone=fields["quota.window_timezone"],
        costs={kind: fields[f"quota.cost_{kind}"] for kind in KINDS},
        connected_exempt=fields["quota.connected_exempt"],
        pre_reply_messages=fields.get("quota.pre_reply_messages"),
    )


def _tiers(fields: _Fields) -> tuple[Tier, ...]:
    listed = fields.get("quota.tiers")
    if listed is None:
        apart = None if fields["quota.shared_pool"] else fields["quota.weekly_cap_invitations"]
        return (Tier(gmv_from=0, weekly_cap=fields["quota.weekly_cap"], max_followers=None, invitation_cap=apart),)
    tiers = (
        Tier(
            gmv_from=row["gmv_from"],
            weekly_cap=None if row.get("unlimited") else row["weekly_cap"],
            max_followers=row.get("max_followers"),
            invitation_cap=row.get("weekly_cap_invitations"),
        )
        for row in listed
    )
    return tuple(sorted(tiers, key=lambda tier: tier.gmv_from))
