"""Values of policies and playbooks as rows of a page: name, value, where it comes from; and typed ones read back."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from rapport.console import entries
from rapport.policies.queries import default_playbook
from rapport.policies.rules.forbidden import ForbiddenWords
from rapport.policies.rules.packs import RegionRules
from rapport.policies.rules.playbooks import SECTIONS, Playbook, WantedAudience
from rapport.policies.rules.sections import Tier
from rapport.policies.rules.sourced import Provenance
from rapport.shared import figures
from rapport.shared.money import WHOLE_RATE, percent
from rapport.shared.periods import WEEKDAYS
from rapport.shops.models import Shop
from rapport.shops.queries.shops import playbook_of

Overrides = dict[str, dict[str, object]]
PLAIN: dict[Any, str] = {bool: "yes_no", str: "text"}
LISTS: dict[Any, str] = {Tier: "tiers", int: "list", WantedAudience: "audiences", ForbiddenWords: "word_lists"}
COMMA = re.compile(r"[,，、]")
AUDIENCE_WORDS = 3


@dataclass(frozen=True, slots=True)
class Value:
    """One value. `form` says how it is written: count, rate, text, weekday, yes_no, choice, list, words, audiences or
    tiers.
    """

    name: str
    """`section.field`, as provenance and form fields name it."""
    value: Any
    form: str
    origin: Provenance | None
    choices: tuple[str, ...] = ()
    is_own: bool = False
    """The shop set it; the shipped value is `shipped`."""
    shipped: Any = None

    @property
    def typed(self) -> str:
        """As a form field shows it."""
        return typed(self.form, self.value)

    @property
    def shipped_typed(self) -> str:
        return typed(self.form, self.shipped)


@dataclass(frozen=True, slots=True)
class Section:
    """Values that belong together."""

    name: str
    values: list[Value]


def policy_sections(rules: RegionRules) -> list[Section]:
    """Every value of a shop's policy, with its source, date and confidence."""
    return [
        Section(name, [_value(name, field, info, section, rules.provenance) for field, info in _fields(section)])
        for name in type(rules.policy).model_fields
        for section in [getattr(rules.policy, name)]
    ]


def playbook_sections(shop: Shop) -> list[Section]:
    """Every value of a shop's playbook; those it set itself say so."""
    values, shipped = playbook_of(shop), default_playbook()
    own: Mapping[str, Mapping[str, object]] = shop.playbook.overrides if shop.playbook else {}
    return [
        Section(
            name,
            [
                _value(
                    name,
                    field,
                    info,
                    getattr(values, name),
                    shipped.provenance,
                    is_own=field in own.get(name, {}),
                    shipped=getattr(getattr(shipped.values, name), field),
                )
                for field, info in _fields(getattr(values, name))
            ],
        )
        for name in SECTIONS
    ]


def typed_overrides(sent: Mapping[str, str]) -> Overrides:
    """What a form of playbook values changes against the shipped ones; an empty field keeps the shipped value.

    Refuses with FigureUnreadable or ChoiceUnknown.
    """
    shipped: Playbook = default_playbook().values
    changed: Overrides = {}
    for section in SECTIONS:
        values = getattr(shipped, section)
        for field, info in _fields(values):
            name, before = f"{section}.{field}", getattr(values, field)
            read = _read(sent, name, _form(info), _choices(info))
            if read is not None and read != _plain(before):
                changed.setdefault(section, {})[field] = read
    return changed


def typed(form: str, value: Any) -> str:
    """A value as people type it."""
    if value is None:
        return ""
    if form == "rate":
        return percent(value)
    if form == "audiences":
        shares = ((one.category, percent(one.female_share_from), percent(one.adult_share_from)) for one in value)
        return ", ".join(" ".join(one) for one in shares)
    return ", ".join(str(one) for one in value) if form == "list" else str(value)


def _value(
    section: str,
    field: str,
    info: FieldInfo,
    values: BaseModel,
    provenance: Mapping[str, Provenance],
    *,
    is_own: bool = False,
    shipped: object = None,
) -> Value:
    name = f"{section}.{info.alias or field}"
    found = getattr(values, field)
    form = "weekday" if found in WEEKDAYS else _form(info)
    return Value(name, found, form, provenance.get(name), _choices(info), is_own, shipped)


def _fields(section: BaseModel) -> Sequence[tuple[str, FieldInfo]]:
    return list(type(section).model_fields.items())


def _form(info: FieldInfo) -> str:
    if any(getattr(one, "le", None) == WHOLE_RATE for one in info.metadata):
        return "rate"
    if info.annotation in PLAIN:
        return PLAIN[info.annotation]
    if get_origin(info.annotation) is Literal:
        return "choice"
    if get_origin(info.annotation) is tuple:
        part = get_args(info.annotation)[0]
        return LISTS.get(getattr(part, "__origin__", part), "words")
    return "count"


def _choices(info: FieldInfo) -> tuple[str, ...]:
    return get_args(info.annotation) if get_origin(info.annotation) is Literal else ()


def _read(sent: Mapping[str, str], name: str, form: str, choices: tuple[str, ...]) -> object | None:
    text = entries.text(sent, name)
    if not text:
        return None
    if form == "rate":
        return entries.rate(sent, name)
    if form == "choice":
        return entries.one_of(sent, name, choices)
    if form == "audiences":
        return tuple(_audience(part) for part in COMMA.split(text) if part.strip())
    if form == "list":
        return tuple(figures.whole(part) for part in text.replace("，", ",").split(",") if part.strip())
    return entries.whole(sent, name)


def _audience(text: str) -> dict[str, object]:
    """One category's wanted audience as typed: its key, the share of women, the share of adults."""
    parts = text.split()
    if len(parts) != AUDIENCE_WORDS:
        raise figures.FigureUnreadable(text=text.strip())
    shares = (figures.rate(part.rstrip("%") + "%") for part in parts[1:])
    return dict(zip(WantedAudience.model_fields, (parts[0], *shares), strict=True))


def _plain(value: object) -> object:
    """A value as it is read from a form."""
    if isinstance(value, tuple):
        return tuple(one.model_dump() if isinstance(one, BaseModel) else one for one in value)
    return value
