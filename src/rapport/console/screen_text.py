"""The line of text on pages: the place of a mistake in it, and a list of all that it may ask for."""

from dataclasses import dataclass

from rapport.creators.rules.screens import FIELDS, RANKING, Field, Kind, ScreenUnreadable, Unit

BEFORE, AFTER = 48, 32
"""So many characters of the text are shown around a mistake."""
QUOTES = "\"'“「"
SAID_BY_UNIT = {
    Unit.COUNT: ">= 12",
    Unit.RATE: ">= 50%",
    Unit.MONEY: ">= 500 GBP",
    Unit.HUNDREDTHS: ">= 4.5",
    Unit.DAYS: "<= 30",
}
SAID_BY_KIND = {Kind.FLAG: "", Kind.RANKED: "in (Beauty, Health)", Kind.SET: "in (VIP, Spring)", Kind.TEXT: "~ glow"}
SAID_BY_NAME = {
    "followers": "10k..50k",
    "average_views": ">= 5k",
    "score": ">= 4",
    "region": "in (GB, TH)",
    "language": "= en",
    "currency": "!= GBP",
}
"""How an example goes on behind its field; for any other word only whether it is known."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong with a line of text, and the text around the place."""

    refusal: ScreenUnreadable
    before: str
    found: str
    after: str


@dataclass(frozen=True, slots=True)
class Askable:
    """A field as the line of text knows it; `form` is a word for its unit, or for its kind."""

    name: str
    names: tuple[str, ...]
    form: str
    example: str
    ranks: bool


def mistake_in(text: str, refusal: ScreenUnreadable) -> Mistake:
    """The text around the place that a refusal names."""
    at = min(int(refusal.data["at"] or 1) - 1, len(text))
    end = min(at + _length(text, at, str(refusal.data["found"])), len(text))
    before, after = text[:at], text[end:]
    return Mistake(
        refusal=refusal,
        before=before if len(before) <= BEFORE else f"…{before[-BEFORE:]}",
        found=text[at:end],
        after=after if len(after) <= AFTER else f"{after[:AFTER]}…",
    )


def askables() -> list[Askable]:
    """Every field with all its names and an example that can be read."""
    return [
        Askable(one.name, one.names, form_of(one), f"{one.name} {_said(one)}".strip(), one in RANKING)
        for one in FIELDS.values()
    ]


def form_of(field: Field) -> str:
    """How a field's values are written: a number's unit, any other field's kind."""
    return field.unit.value if field.kind is Kind.NUMBER else field.kind.value


def _said(field: Field) -> str:
    if field.name in SAID_BY_NAME:
        return SAID_BY_NAME[field.name]
    return SAID_BY_UNIT[field.unit] if field.kind is Kind.NUMBER else SAID_BY_KIND.get(field.kind, "is known")


def _length(text: str, at: int, found: str) -> int:
    return len(found) + (2 if text[at : at + 1] in QUOTES and found != text[at : at + 1] else 0)
