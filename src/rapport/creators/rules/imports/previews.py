"""What an import would do, told before it is done."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapport.creators.rules.imports.facts import CreatorFacts
from rapport.creators.rules.imports.proposals import Column
from rapport.shared import figures
from rapport.shared.layouts import Match, folded
from rapport.shared.refusals import Reason
from rapport.shared.tables import Row

ROWS_SHOWN = 20
ROWS_CHECKED = 1000
ROWS_AT_ONCE = 2000
"""A file of fewer rows is imported while the person waits."""
SAMPLES = 3
SAMPLE_CHARS = 60


@dataclass(frozen=True, slots=True)
class RefusedLine:
    """A row that would not be kept, and why."""

    line: int
    reason: Reason


@dataclass(frozen=True, slots=True)
class ReadColumn:
    """A column of the file and the field it is read as."""

    column: str
    field: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """The first rows as they would be kept, and what would be refused among those that were checked."""

    layout: str
    columns: tuple[ReadColumn, ...]
    unused: tuple[str, ...]
    rows: tuple[CreatorFacts, ...]
    checked: int
    refused: tuple[RefusedLine, ...]
    left_out: int
    is_large: bool
    """Whether it is imported in the background."""

    @property
    def tells_products(self) -> bool:
        return any(one.carried or one.video for one in self.rows)

    @property
    def by_code(self) -> dict[str, int]:
        """How many rows would be refused for each kind of reason, the most frequent first."""
        codes = [one.reason.code for one in self.refused]
        return dict(sorted(((code, codes.count(code)) for code in set(codes)), key=lambda pair: (-pair[1], pair[0])))


def columns_read(match: Match) -> tuple[ReadColumn, ...]:
    """Which column is read as what, in the order of the file."""
    placed = sorted(match.places.items(), key=lambda pair: pair[1])
    return tuple(ReadColumn(match.columns[place], name) for name, place in placed)


def likely_header(rows: Sequence[Row]) -> int:
    """Which of a file's first rows names its columns: the first of those with the most cells that are no figures."""

    def names(row: Row) -> int:
        return len({folded(cell) for cell in row.cells if cell and not cell[0].isdigit()})

    return max(range(len(rows)), key=lambda place: (names(rows[place]), -place))


def sampled(header: Sequence[str], rows: Iterable[Row]) -> tuple[Column, ...]:
    """The columns of a header, each once, with the first few values below it."""
    known = list(rows)
    first: dict[str, int] = {}
    for place, name in enumerate(header):
        if name:
            first.setdefault(folded(name), place)
    return tuple(Column(header[place], _samples(known, place)) for place in first.values())


def _samples(rows: Sequence[Row], place: int) -> tuple[str, ...]:
    told = (row.cells[place] for row in rows if not row.trouble and len(row.cells) > place)
    return tuple(dict.fromkeys(one[:SAMPLE_CHARS] for one in told if not figures.is_empty(one)))[:SAMPLES]
