"""A template as it is being written: how long it is, and each mistake with its place."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapport.outreach.rules.forbidden import forbidden_in
from rapport.outreach.rules.wording import VARIABLE, VARIABLES, Known, Template
from rapport.policies.rules.sections import ContactPolicy
from rapport.shared.refusals import Reason

BRACE = re.compile(r"[{}｛｝]")
TYPICAL: Mapping[str, str] = {
    "creator": "Anna Schneider",
    "video_title": "My morning routine in ten minutes",
    "brand": "Moonwell",
    "product": "Vitamin C Serum 30 ml",
    "rate": "20%",
    "shop": "Moonwell Store",
}
"""Values of the usual length, by which a filled template is measured before it meets a creator."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong, from which character to which; all of the text where it has no place of its own."""

    reason: Reason
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Checked:
    """A template's length, its length when filled with values of the usual length, and its mistakes in order."""

    characters: int
    filled: int
    most: int
    sample: str
    mistakes: tuple[Mistake, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text; `mistake` is the one it belongs to."""

    text: str
    mistake: Mistake | None = None


def check(template: Template, typical: Known, contact: ContactPolicy, *, chars_max: int) -> Checked:
    """What is wrong with a template under a pack.

    `typical` are the values it is measured with. A template may be saved with a mistake of length alone: it is passed
    over for creators with whom it is too long.
    """
    words = typical.in_language(template.language)
    sample = VARIABLE.sub(lambda found: words.get(found[1]) or found[0], template.text).strip()
    found = [*_variables(template.text), *_braces(template.text), *_forbidden(template, contact)]
    if not template.text.strip():
        found.append(Mistake(Reason("wording.template_empty"), 0, 0))
    if len(sample) > chars_max:
        why = Reason("wording.message_too_long", {"characters": len(sample), "most": chars_max})
        found.append(Mistake(why, 0, len(template.text)))
    ordered = tuple(sorted(found, key=lambda one: (one.start, one.end)))
    return Checked(len(template.text), len(sample), chars_max, sample, ordered)


def pieces(text: str, mistakes: Sequence[Mistake]) -> list[Piece]:
    """The text cut so that each mistake with a place of its own can be marked."""
    cut: list[Piece] = []
    done = 0
    for one in mistakes:
        if one.start < done or (one.start, one.end) == (0, len(text)) or one.start == one.end:
            continue
        if one.start > done:
            cut.append(Piece(text[done : one.start]))
        cut.append(Piece(text[one.start : one.end], one))
        done = one.end
    return [*cut, Piece(text[done:])] if done < len(text) else cut


def _variables(text: str) -> list[Mistake]:
    known = ", ".join(sorted(VARIABLES))
    return [
        Mistake(Reason("wording.template_invalid", {"variable": found[1], "known": known}), *found.span())
        for found in VARIABLE.finditer(text)
        if found[1] not in VARIABLES
    ]


def _braces(text: str) -> list[Mistake]:
    """Braces that belong to no variable: a variable misspelt, which would go out as it stands."""
    inside = {place for found in VARIABLE.finditer(text) for place in range(*found.span())}
    loose = (found.start() for found in BRACE.finditer(text) if found.start() not in inside)
    return [Mistake(Reason("wording.brace_alone"), place, place + 1) for place in loose]


def _forbidden(template: Template, contact: ContactPolicy) -> list[Mistake]:
    text = template.text
    return [
        Mistake(
            Reason("wording.words_forbidden", {"kind": one.kind, "words": text[one.start : one.end]}),
            one.start,
            one.end,
        )
        for one in forbidden_in(text, contact, template.language)
    ]
