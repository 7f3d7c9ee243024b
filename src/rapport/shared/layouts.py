"""Layouts of files: which columns there are, under which names, and in which form; recognised by the header alone.

A layout is data (TOML beside the domain that reads it), so that another spelling or another export is a line or a file,
never code. Columns are found by name and may stand in any order.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from importlib.resources.abc import Traversable
from itertools import chain, islice
from typing import Literal, Self, TypeVar

from pydantic import BaseModel, ConfigDict, model_validator
from pydantic import Field as Checked

from rapport.shared.refusals import Refusal
from rapport.shared.tables import FileUnreadable, Row, Rows
from rapport.shared.workbooks import Workbook

Reads = Literal[
    "text",
    "handle",
    "account",
    "id",
    "count",
    "money",
    "amount",
    "rate",
    "percent",
    "fraction",
    "seconds",
    "moment",
    "yes_no",
    "word",
    "label",
]
"""How a cell is read; `records.Record` says what each takes and gives."""
Need = Literal["filled", "column", "optional"]
"""`filled`: no row without it; `column`: the column belongs to the layout, a cell may be empty; else `optional`."""
T = TypeVar("T")
IN_CURRENCY = re.compile(r" ?\((?:[^\w()%]|rm|rp|r\$|s\$|us\$|[a-z]{3})\)$")
"""How some exports end a header: `Actual commission base ($)`."""
ROWS_ABOVE = 10
"""Titles and sums that some exports put above the header."""
ROWS_ASKED = 1000
"""How far into a file without a header it is looked at whether every row begins alike."""


class LayoutUnknown(Refusal):
    """No layout has these columns; `missing` names what the nearest one lacks."""

    code = "imports.layout_unknown"


class FileElsewhere(FileUnreadable):
    """A file that is known, and from which nothing can be kept: `why` says what it tells instead."""

    code = "imports.file_elsewhere"


class Field(BaseModel):
    """One thing a row tells: the headers it may stand under, the preferred first, and how it is read."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    headers: tuple[str, ...] = Checked(min_length=1)
    reads: Reads
    need: Need = "optional"


class Layout(BaseModel):
    """One kind of file. `words` says, for a field of words, which of the file's words is which of ours."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    currency: str = ""
    """What its amounts are in where neither the row nor the person says."""
    market: str = ""
    """The field whose currency sign tells in which market the row plays."""
    words: dict[str, dict[str, tuple[str, ...]]] = {}
    beside: tuple[str, ...] = ()
    """Columns of which nothing is read, but without which it is another kind of file."""
    sums: tuple[str, ...] = ()
    """What stands first in a row that sums up the others, and is none of them."""
    elsewhere: str = ""
    """Why nothing can be kept of such a file; a word, empty for a file that is read."""
    headless: str = ""
    """The field that may stand first in a file without a header, and what must begin every row of it: the pattern
    `alone` where nothing else stands in the file, `first` where something does.
    """
    alone: str = ""
    first: str = ""
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
        if self.headless and (self.headless not in self.fields or not (self.alone or self.first)):
            raise ValueError(f"a file without a header is known by nothing: {self.headless}")
        worded = {name for name, field in self.fields.items() if field.reads in ("word", "label")}
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
    def shares(self) -> frozenset[int]:
        """Where shares of a whole stand that are written as percents."""
        fields = self.layout.fields
        return frozenset(place for name, place in self.places.items() if fields[name].reads == "rate")

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


def find_header(file: Rows | Workbook, layouts: Sequence[Layout]) -> tuple[Match, Iterator[Row]]:
    """The first row that is the header of a layout, and the rows below it; of a workbook the first sheet that has one.

    A file without a header is taken where one of the layouts knows its first column by what stands in it. Refuses with
    LayoutUnknown, by the row that comes nearest to a header, or with FileUnreadable.
    """
    seen: list[tuple[list[Row], Iterator[Row]]] = []
    for table in file.tables:
        coming = iter(table)
        above = []
        for row in islice(coming, ROWS_ABOVE + 1):
            above.append(row)
            with suppress(LayoutUnknown):
                match = recognise(row.cells, layouts)
                if match.layout.elsewhere:
                    raise FileElsewhere(kind=match.layout.name, why=match.layout.elsewhere)
                table.headed(len(match.columns), match.shares)
                return match, coming
        seen.append((above, coming))
    for above, coming in seen:
        if found := _headless(above, coming, layouts):
            return found
    rows = [row for above, _ in seen for row in above]
    if not any(row.cells for row in rows):
        raise FileUnreadable(why="damaged" if rows else "empty")
    likest = max(rows, key=lambda row: max(_likeness(_placed(row.cells, layout)) for layout in layouts))
    recognise(likest.cells, layouts)
    raise AssertionError("a row that was no header cannot have become one")


def _headless(above: list[Row], coming: Iterator[Row], layouts: Sequence[Layout]) -> tuple[Match, Iterator[Row]] | None:
    """A list without a header: every row seen so far begins as the layout says, and nothing but that is read."""
    rows = [*above, *islice(coming, ROWS_ASKED - len(above))]
    firsts = [row.cells[0] for row in rows if row.cells]
    is_alone = all(not any(row.cells[1:]) for row in rows)
    for layout in layouts:
        form = layout.alone if is_alone else layout.first
        if form and firsts and all(re.fullmatch(form, cell) for cell in firsts):
            first = (Row(row.line, row.cells[:1], row.trouble) for row in chain(rows, coming))
            return Match(layout, (layout.headless,), {layout.headless: 0}), first
    return None


@lru_cache(4096)  # words and headers, which are few
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
    for place, column in enumerate(columns):
        known.setdefault(IN_CURRENCY.sub("", folded(column)), place)
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
