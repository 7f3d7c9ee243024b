"""Workbooks give the rows a CSV would; what cannot be trusted, or would fill the memory, is refused."""

import io
import zipfile
from contextlib import suppress
from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.workbooks import Cell, compound, old_workbook, workbook

from rapport.shared import workbooks
from rapport.shared.layouts import Match, find_header, layout_of
from rapport.shared.records import IdentifierRounded, whole_record
from rapport.shared.tables import FileUnreadable, Row, read_rows

LAYOUT = layout_of(
    "sales",
    """
[fields]
handle = { headers = ["handle"], reads = "handle", need = "filled" }
order_id = { headers = ["order"], reads = "id" }
rate = { headers = ["rate"], reads = "rate" }
gmv = { headers = ["gmv"], reads = "money" }
""",
)
WHOLE = workbook([["handle", "followers"], ["anna", 7]])


def rows(content: bytes) -> list[Row]:
    return list(read_rows(io.BytesIO(content)))


def found_in(content: bytes) -> tuple[Match, list[Row]]:
    match, coming = find_header(read_rows(io.BytesIO(content)), [LAYOUT])
    return match, list(coming)


def refused(content: bytes) -> str:
    with pytest.raises(FileUnreadable) as told:
        rows(content)
    return str(told.value.data["why"])


def part(name: str, content: bytes) -> bytes:
    """The workbook with one part of it put in another's place."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(WHOLE)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for one in old.namelist():
            new.writestr(one, content if one == name else old.read(one))
    return made.getvalue()


@pytest.mark.parametrize("content", [WHOLE, old_workbook([["handle", "followers"], ["anna", 7]])])
def test_new_and_old_workbooks_give_the_rows_of_a_csv(content: bytes) -> None:
    assert rows(content) == [Row(1, ("handle", "followers")), Row(2, ("anna", "7"))]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (576_000_000_000_000, "576000000000000"),
        (576_000_000_000_000_123, "5.76E+17"),
        (10.85, "10.85"),
        (0.1 + 0.2, "0.3"),
        (-3, "-3"),
        (True, "true"),
        (datetime(2026, 2, 1, 10, 28, 37), "2026-02-01 10:28:37"),  # noqa: DTZ001 - cells know no zone
        (date(2026, 2, 1), "2026-02-01"),
        (time(0, 2, 22), "00:02:22"),
        ("  @anna ", "@anna"),
        ("=1+1", "0"),
    ],
)
def test_a_cell_comes_out_as_a_csv_would_have_it(cell: Cell, text: str) -> None:
    assert [row.cells for row in rows(workbook([["x"], [cell]]))] == [("x",), (text,)]


def test_an_id_held_as_a_number_is_refused_and_never_kept() -> None:
    match, found = found_in(workbook([["handle", "order"], ["anna", 576_460_000_000_000_123]]))
    with pytest.raises(IdentifierRounded) as told:
        whole_record(match, found[0], "UTC").identifier("order_id")
    assert told.value.data == {"column": "order", "text": "5.7646E+17"}


def test_a_rate_held_as_a_number_is_a_share_of_one() -> None:
    match, found = found_in(
        workbook([["rate", "handle", "gmv"], [0.155, "anna", 0.155], [1, "bao", 1], [15, "chai", 1]])
    )
    assert [row.cells for row in found] == [("15.5%", "anna", "0.155"), ("100%", "bao", "1"), ("15", "chai", "1")]
    assert whole_record(match, found[0], "UTC").rate("rate") == 1550


def test_the_first_sheet_with_a_known_header_is_read() -> None:
    match, found = found_in(workbook([["Notes"], ["of March"]], [], [[], ["title"], ["handle"], [], ["anna"]]))
    assert (match.layout, found) == (LAYOUT, [Row(5, ("anna",))])


def test_rows_may_begin_anywhere_and_end_ragged() -> None:
    match, found = found_in(
        workbook([[], [None, "handle", "gmv"], [None, "anna", 7, None, None], [None, "bao", 8, None, "x"]])
    )
    assert match.columns == ("handle", "gmv")
    assert [row.cells for row in found] == [("anna", "7"), ("bao", "8", "", "x")]


def test_a_workbook_behind_a_password_says_so() -> None:
    assert refused(compound("EncryptedPackage", b"x")) == "locked"


@pytest.mark.parametrize("kept", [slice(10), slice(100), slice(2_000), slice(-10)], ids=str)
def test_a_workbook_that_breaks_off_is_damaged(kept: slice) -> None:
    assert refused(WHOLE[kept]) == "damaged"


def test_another_kind_of_package_is_no_workbook_of_ours() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    assert refused(made.getvalue()) == "workbook"


def test_a_workbook_of_nothing_is_empty() -> None:
    assert refused(workbook([], [])) == "empty"


def test_a_small_file_cannot_unpack_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, "UNPACKED_MOST", 1_000_000)
    bomb = part("xl/sharedStrings.xml", b"<sst>" + b" " * 1_000_000 + b"</sst>")
    assert len(bomb) < 10_000
    assert refused(bomb) == "too_large"


def test_two_cells_at_the_corners_of_the_world_are_refused() -> None:
    far = b'<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row><row><c r="XFD1048576"><v>1</v></c></row>'
    assert refused(part("xl/worksheets/sheet1.xml", far + b"</sheetData></worksheet>")) == "too_large"


def test_an_old_workbook_beyond_measure_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, "OLD_MOST", 1_000)
    assert refused(old_workbook([["handle"]])) == "too_large"


@pytest.mark.parametrize("whole", [WHOLE, old_workbook([["handle", "followers"], ["anna", 7], ["bao", 8]])])
@given(st.data())
def test_a_workbook_with_bytes_changed_gives_rows_or_a_refusal(whole: bytes, data: st.DataObject) -> None:
    content = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(4, len(content) - 1))] = data.draw(st.integers(0, 255))
    lines: list[int] = []
    with suppress(FileUnreadable):
        lines = [row.line for row in rows(bytes(content))]
    assert lines == sorted(set(lines))
