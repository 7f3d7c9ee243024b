"""Layouts of files: which columns there are, under which names, and in which form; recognised by the header alone.

A layout is data (TOML beside the domain that reads it), so that another spelling or another export is a line or a file,
never code. Columns are found by name and may stand in any order.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from importlib.resources.abc import Traversable
from itertools import islice
from typing import Literal, Self, TypeVar

from pydantic import BaseModel, ConfigDict, model_validator
from pydantic import Field as Checked

from rapport.shared.refusals import Refusal
from rapport.shared.tables import FileUnreadable, Row, Rows

Reads = Literal[
    "text", "handle", "id", "count", "money", "amount", "rate", "fraction", "seconds", "moment", "yes_no", "word"
]
"""How a cell is read; `records.Record` says what each takes and gives."""
Need = Literal["filled", "column", "optional"]
"""`filled`: no row without it; `column`: the column belongs to the layout, a cell may be empty; else `optional`."""
T = TypeVar("T")
ROWS_ABOVE = 10
"""Titles and sums that some exports put above the header."""


class LayoutUnknown(Refusal):
    """No layout has these columns; `missing` names what the nearest one lacks."""

    code = "imports.layout_unknown"


class Field(BaseModel):
    """One thing a row tells: the headers it may stand under, the preferred first, and how it is read."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    headers: tuple[str, ...] = Checked(min_length=1)
    reads: Reads
    need: Need = "optional"


class Layout(BaseModel):
    """One kind of file. `words` says, for a field of closed words, which of the file's words is which of ours."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    currency: str = ""
    """What its amounts are in where neither the row nor the person says."""
    market: str = ""
    """The field whose currency sign tells in which market the row plays."""
    words: dict[str, dict[str, tuple[str, ...]]] = {}
    beside: tuple[str, ...] = ()
    """Columns of which nothing is read, but without which it is another kind of file."""
    fields: dict[str, Field]

    @property
    def needed(self) -> tuple[str, ...]:
        """The fields whose columns must be there."""
        return tuple(name for name, field in self.fields.items() if field.need != "optional")

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if not self.needed:
            raise ValueError("a layout needs a column by which it is known")
        if self.market and self.market not in self.fields:
            raise ValueError(f"the market stands in a field that is not there: {self.market}")
        worded = {name for name, field in self.fields.items() if field.reads == "word"}
        if worded != set(self.words):
            raise ValueError(f"fields read as words and lists of words differ: {sorted(worded ^ set(self.words))}")
        return self


@dataclass(frozen=True, slots=True)
class Match:
    """A layout found in a header: at which place each of its fields stands."""

    layout: Layout
    columns: tuple[str, ...]
    places: Mapping[str, int]

    @property
    def unused(self) -> tuple[str, ...]:
        """Columns of the file that the layout has no use for."""
        used = set(self.places.values())
        return tuple(name for place, name in enumerate(self.columns) if place not in used and name)


def layout_of(name: str, text: str) -> Layout:
    """A layout from the text of its file, named after it. Raises a ValueError that names what is wrong."""
    return Layout.model_validate({"name": name, **tomllib.loads(text)})


def layouts_in(folder: Traversable) -> tuple[Layout, ...]:
    """Every layout that ships in a folder, by name, checked."""
    entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    return tuple(
        layout_of(entry.name.removesuffix(".toml"), entry.read_text(encoding="utf-8"))
        for entry in entries
        if entry.name.endswith(".toml")
    )


def recognise(columns: Sequence[str], layouts: Iterable[Layout]) -> Match:
    """The layout that has these columns; of several the one that knows most of them. Refuses with LayoutUnknown."""
    there = {folded(column) for column in columns}
    fitting = (layout for layout in layouts if there.issuperset(map(folded, layout.beside)))
    matches = [_placed(columns, layout) for layout in fitting]
    whole = [match for match in matches if not _missing(match)]
    if whole:
        return max(whole, key=lambda match: len(match.places) + len(match.layout.beside))
    nearest = max(matches, key=_likeness)
    missing = ", ".join(nearest.layout.fields[name].headers[0] for name in _missing(nearest))
    raise LayoutUnknown(nearest=nearest.layout.name, missing=missing)


def find_header(rows: Rows, layouts: Sequence[Layout]) -> tuple[Match, Iterator[Row]]:
    """The first row that is the header of a layout, and the rows below it.

    Refuses with LayoutUnknown, by the row that comes nearest to one, or with FileUnreadable.
    """
    coming = iter(rows)
    above: list[Row] = []
    for row in coming:
        above.append(row)
        try:
            match = recognise(row.cells, layouts)
        except LayoutUnknown:
            if len(above) > ROWS_ABOVE:
                break
            continue
        rows.width = len(match.columns)
        return match, coming
    if not any(row.cells for row in above):
        raise FileUnreadable(why="damaged" if above else "empty")
    likest = max(above, key=lambda row: max(_likeness(_placed(row.cells, layout)) for layout in layouts))
    recognise(likest.cells, layouts)
    raise AssertionError("a row that was no header cannot have become one")


def folded(text: str) -> str:
    """A header or word as it is compared: no matter the case, the width of its letters, or blanks around it."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text)).strip().casefold()


def in_batches(things: Iterable[T], size: int) -> Iterator[list[T]]:
    coming = iter(things)
    while batch := list(islice(coming, size)):
        yield batch


def _placed(columns: Sequence[str], layout: Layout) -> Match:
    known: dict[str, int] = {}
    for place, column in enumerate(columns):
        known.setdefault(folded(column), place)
    places = {}
    for name, field in layout.fields.items():
        found = next((known[folded(header)] for header in field.headers if folded(header) in known), None)
        if found is not None:
            places[name] = found
    return Match(layout, tuple(columns), places)


def _missing(match: Match) -> list[str]:
    return [name for name in match.layout.needed if name not in match.places]


def _likeness(match: Match) -> tuple[Fraction, int, int]:
    """What share of the columns that must be there is there, and how many; then how few are asked for."""
    needed = match.layout.needed
    found = len(needed) - len(_missing(match))
    return Fraction(found, len(needed)), found, -len(needed)
