"""What the columns of an unknown file may mean: proposed by their headers' words, and by the shape of their values.

A proposal is only ever what a person is shown first. A header decides; a column whose values cannot be what its header
says is not proposed, and a column whose header says nothing is proposed only where its values have no second reading.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapport.creators.rules.imports.mappings import FIELDS, MappedField
from rapport.creators.rules.imports.markets import NAMED
from rapport.shared import figures
from rapport.shared.cells import HANDLE, PROFILE
from rapport.shared.figures import FigureUnreadable
from rapport.shared.layouts import Reads, folded

Words = Mapping[str, Sequence[str]]
"""By field the headers and parts of headers that mean it, in any language; the field's own name is one of them."""
EXACT, INSIDE, BY_VALUES = 1000, 100, 10
"""How far a header that is a word, a header that holds one, and values alone are believed."""
BRACKETED = re.compile(r"[(（\[【][^)）\]】]*[)）\]】]")
PARTED = re.compile(r"[\s_\-./:,|]+")
FIRST_OF_ITS_OWN = "\u0250"
"""Letters from here on are not Latin: their words stand in a header without blanks around them."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a file with some of its first values that are not empty."""

    name: str
    samples: tuple[str, ...]


def proposed(columns: Sequence[Column], words: Words) -> dict[str, MappedField]:
    """By field the column that is most likely to hold it; a field or column that nothing speaks for is left out."""
    candidates = sorted(
        (
            (-weight, place, name, form)
            for place, column in enumerate(columns)
            for name, form, weight in _candidates(column, words)
        ),
    )
    found: dict[str, MappedField] = {}
    taken: set[int] = set()
    for _, place, name, form in candidates:
        if name not in found and place not in taken:
            found[name] = MappedField(columns[place].name, form)
            taken.add(place)
    return found


def form_of(name: str, samples: Sequence[str]) -> Reads | None:
    """In which of its field's forms the values can be read, most of them at least; None where in none."""
    return next((form for form in FIELDS[name] if _fits(form, samples)), None)


def _candidates(column: Column, words: Words) -> Iterator[tuple[str, Reads, int]]:
    for name in FIELDS:
        weight = max(_by_header(column.name, (name, *words.get(name, ()))), _by_values(name, column.samples))
        form = form_of(name, column.samples) if weight else None
        if form is not None:
            yield name, form, weight


def _by_header(header: str, words: Sequence[str]) -> int:
    bare = _parted(header)
    plain = _parted(BRACKETED.sub(" ", header))
    best = 0
    for word in map(_parted, words):
        if word in (bare, plain):
            return EXACT
        if _holds(bare, word):
            best = max(best, INSIDE + len(word))
    return best


def _parted(text: str) -> str:
    return PARTED.sub(" ", folded(text)).strip()


def _holds(header: str, word: str) -> bool:
    if any(letter >= FIRST_OF_ITS_OWN for letter in word):
        return word in header
    return f" {word} " in f" {header} "


def _by_values(name: str, samples: Sequence[str]) -> int:
    looks = LOOKS.get(name)
    return BY_VALUES if looks and samples and all(looks(sample) for sample in samples) else 0


def _fits(form: Reads, samples: Sequence[str]) -> bool:
    """Whether at least half of the values can be read so; no value speaks against it."""
    read = READERS.get(form)
    told = [sample for sample in samples if not figures.is_empty(sample)]
    return read is None or 2 * sum(_reads(read, sample) for sample in told) >= len(told)


def _reads(read: Callable[[str], object], sample: str) -> bool:
    try:
        return read(sample) is not False
    except FigureUnreadable:
        return False


def _is_handle(text: str) -> bool:
    return bool(PROFILE.fullmatch(text) or HANDLE.fullmatch(text.removeprefix("@")))


def _is_marked_handle(text: str) -> bool:
    return bool(PROFILE.fullmatch(text)) or (text.startswith("@") and _is_handle(text))


def _is_whole(text: str) -> bool:
    found = figures.span(text)
    return not found.currencies and found.low == found.low.to_integral_value()


def _is_share(text: str) -> bool:
    return 0 <= figures.number(text) <= 1


READERS: Mapping[str, Callable[[str], object]] = {
    "handle": _is_handle,
    "count": _is_whole,
    "money": figures.span,
    "rate": figures.rate,
    "fraction": _is_share,
}
LOOKS: Mapping[str, Callable[[str], bool]] = {
    "handle": _is_marked_handle,
    "region": lambda text: folded(text) in NAMED,
}
"""Values that can hardly be anything else."""
