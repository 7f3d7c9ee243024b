"""The last lines of an e-mail: who writes, from where, why, and how to make it stop; in the creator's language."""

from collections.abc import Mapping, Sequence

Footers = Mapping[str, Mapping[str, str]]
FALLBACK = "en"


def language_of(footers: Footers, languages: Sequence[str]) -> str:
    """The first of these languages that has a footer, by its main tag; English where none has."""
    return next((main for one in languages if (main := one.partition("-")[0].lower()) in footers), FALLBACK)


def footer(words: Mapping[str, str], *, brand: str, postal_address: str, stop_link: str) -> str:
    """The footer as plain text: without a link the answer STOP is offered, which is read."""
    stop = f"{words['stop']} {stop_link}" if stop_link else words["reply"]
    lines = [words["why"].replace("{brand}", brand), stop]
    sender = ", ".join(part for part in (brand, " ".join(postal_address.split())) if part)
    return "\n".join(["-- ", *lines, sender])
