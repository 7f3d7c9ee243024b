"""A message sequence: for each purpose the wordings in the order they are tried, and in which language."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from rapport.outreach.rules.wording import Purpose, Template

Steps = Mapping[Purpose, Sequence[str]]
"""Names of wordings by purpose; a purpose that is missing takes all of them in the workspace's order."""


class LanguageRule(StrEnum):
    """In which language a campaign writes; each falls back to English, where there is no text."""

    CREATOR = "creator"
    """The creator's own, then the region's."""
    REGION = "region"
    """That of the creator's market."""
    FIXED = "fixed"
    """One language for everybody."""


def languages(rule: LanguageRule, *, creator: str, region: str, fixed: str = "") -> tuple[str, ...]:
    """Which languages are tried, the first with a template wins."""
    first = {LanguageRule.CREATOR: (creator, region), LanguageRule.REGION: (region,), LanguageRule.FIXED: (fixed,)}
    return tuple(dict.fromkeys(one for one in (*first[rule], "en") if one))


def arranged(
    own: Sequence[Template], shipped: Sequence[Template], order: Steps, off: Mapping[Purpose, frozenset[str]]
) -> tuple[Template, ...]:
    """A workspace's templates as they are tried: in its order, without those it turned off.

    An own text stands in place of the shipped one of its name and language. Names without a place: own ones before all
    others, shipped ones after.
    """
    replaced = {(one.purpose, one.name, one.language) for one in own}
    known = {(one.purpose, one.name) for one in shipped}
    kept = [one for one in shipped if (one.purpose, one.name, one.language) not in replaced]
    new = [one for one in own if (one.purpose, one.name) not in known]
    instead = [one for one in own if (one.purpose, one.name) in known]
    natural = [*new, *kept, *instead]
    rank = {(one.purpose, one.name): place for place, one in reversed(list(enumerate([*new, *shipped])))}
    placed = {(purpose, name): place for purpose, names in order.items() for place, name in enumerate(names)}

    def key(one: Template) -> tuple[int, int, int]:
        name = (one.purpose, one.name)
        if name in placed:
            return (1, placed[name], 0)
        return (2 if name in known else 0, rank[name], 0)

    wanted = (one for one in natural if one.name not in off.get(one.purpose, frozenset()))
    return tuple(sorted(wanted, key=key))


def of_sequence(templates: Sequence[Template], steps: Steps, purpose: Purpose) -> tuple[Template, ...]:
    """The templates that a campaign uses for a purpose: those it names, in its order, or all of them."""
    chosen = steps.get(purpose)
    found = [one for one in templates if one.purpose is purpose]
    if not chosen:
        return tuple(found)
    place = {name: number for number, name in enumerate(chosen)}
    return tuple(sorted((one for one in found if one.name in place), key=lambda one: place[one.name]))
