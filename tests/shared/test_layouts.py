"""Layouts are recognised by their headers, and say what is missing where none is."""

import io
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.shared.layouts import LayoutUnknown, Match, find_header, folded, in_batches, layout_of, recognise
from rapport.shared.tables import FileUnreadable, Row, read_rows

NAMES = layout_of("names", '[fields]\nhandle = { headers = ["handle", "达人"], reads = "handle", need = "filled" }')
SALES = layout_of(
    "sales",
    """
[fields]
handle = { headers = ["handle"], reads = "handle", need = "filled" }
gmv = { headers = ["GMV"], reads = "money", need = "column" }
followers = { headers = ["followers"], reads = "count" }
""",
)


def found_in(content: bytes) -> tuple[Match, list[Row]]:
    match, rows = find_header(read_rows(io.BytesIO(content)), [NAMES, SALES])
    return match, list(rows)


def test_columns_may_stand_in_any_order_case_and_width() -> None:
    match = recognise(["ｇｍｖ ", "note", "HANDLE"], [NAMES, SALES])
    assert (match.layout.name, dict(match.places), match.unused) == ("sales", {"handle": 2, "gmv": 0}, ("note",))


def test_of_several_layouts_the_one_that_knows_most_columns_stands() -> None:
    assert recognise(["handle"], [NAMES, SALES]).layout is NAMES
    assert recognise(["handle", "gmv", "followers"], [NAMES, SALES]).layout is SALES


def test_the_nearest_layout_says_what_it_lacks() -> None:
    with pytest.raises(LayoutUnknown) as refused:
        recognise(["gmv", "followers"], [NAMES, SALES])
    assert refused.value.data == {"nearest": "sales", "missing": "handle"}


def test_where_nothing_fits_the_plainest_layout_is_named() -> None:
    with pytest.raises(LayoutUnknown) as refused:
        recognise(["a", "b"], [SALES, NAMES])
    assert refused.value.data == {"nearest": "names", "missing": "handle"}


def test_titles_above_the_header_are_passed_over() -> None:
    match, rows = found_in("Export of March\n\n达人,note\nanna,x\n".encode())
    assert (match.layout.name, rows) == ("names", [Row(4, ("anna", "x"))])


def test_a_header_far_down_is_not_looked_for() -> None:
    with pytest.raises(LayoutUnknown):
        found_in(b"title\n" * 11 + b"handle\nanna\n")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[fields]",
        '[fields]\na = { headers = ["a"], reads = "text" }',
        '[fields]\na = { headers = [], reads = "text", need = "filled" }',
        '[fields]\na = { headers = ["a"], reads = "guess", need = "filled" }',
        '[fields]\na = { headers = ["a"], reads = "word", need = "filled" }',
        'market = "b"\n[fields]\na = { headers = ["a"], reads = "text", need = "filled" }',
        'colour = "red"\n[fields]\na = { headers = ["a"], reads = "text", need = "filled" }',
        "[fields",
    ],
)
def test_a_layout_that_is_not_whole_is_no_layout(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        layout_of("broken", text)


def test_headers_are_compared_without_case_width_and_blanks() -> None:
    assert folded("  Ｌikes\u00a0 AVG ") == "likes avg"


def test_batches_are_full_but_for_the_last() -> None:
    assert list(in_batches(range(5), 2)) == [[0, 1], [2, 3], [4]]


@given(st.binary(max_size=80) | st.binary(max_size=60).map(lambda rest: b"handle,GMV\n" + rest))
def test_any_bytes_give_a_layout_with_rows_or_a_refusal(content: bytes) -> None:
    lines: list[int] = []
    with suppress(FileUnreadable, LayoutUnknown):
        lines = [row.line for row in found_in(content)[1]]
    assert lines == sorted(set(lines))
    assert 1 not in lines
