"""Rows of files as they come: marks, encodings, broken lines; any bytes give rows or a refusal."""

import gc
import gzip
import io
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.shared.tables import FileUnreadable, Row, read_rows


def rows(content: bytes, width: int = 0) -> list[Row]:
    found = read_rows(io.BytesIO(content))
    found.tables[0].headed(width, frozenset())
    return list(found)


@pytest.mark.parametrize(
    "content",
    [
        b"handle,followers\r\nanna,7\r\n",
        b"handle;followers\nanna;7\n",
        b"handle\tfollowers\nanna\t7",
        b"\xef\xbb\xbfhandle,followers\nanna,7\n",
        "handle,followers\nanna,7\n".encode("utf-16"),
        gzip.compress(b"handle,followers\nanna,7\n", mtime=0),
        b"\nhandle , followers\n\n,\n anna, 7 \n",
    ],
)
def test_the_same_rows_in_any_clothes(content: bytes) -> None:
    assert [row.cells for row in rows(content)] == [("handle", "followers"), ("anna", "7")]


def test_chinese_spreadsheets_write_their_own_encoding() -> None:
    assert rows("达人,粉丝数\nanna,3.60万\n".encode("gb18030"))[1].cells == ("anna", "3.60万")


def test_a_cell_may_run_over_lines_and_the_next_row_knows_its_own() -> None:
    found = rows(b'a,b\n1,"two\nlines"\n3,4\n', width=2)
    assert found == [Row(1, ("a", "b")), Row(2, ("1", "two\nlines")), Row(4, ("3", "4"))]


def test_a_quote_that_is_never_closed_loses_only_its_line() -> None:
    found = rows(b'a,b\n1,"two\n3,4\n5,6\n', width=2)
    assert [(row.line, row.trouble) for row in found] == [(1, ""), (2, "quote"), (3, ""), (4, "")]


def test_bytes_that_are_no_text_spoil_their_own_row() -> None:
    found = rows(b"a,b\n1,\xff\n3,\0\n5,6\n")
    assert [(row.line, row.trouble) for row in found] == [(1, ""), (2, "bytes"), (3, "bytes"), (4, "")]


def test_a_line_beyond_measure_is_left_out() -> None:
    found = rows(b"a,b\n" + b"x" * 250_000 + b"\n5,6\n")
    assert [(row.line, row.trouble) for row in found] == [(1, ""), (2, "long"), (3, "")]


def test_where_a_compressed_file_breaks_off_a_row_says_so() -> None:
    whole = gzip.compress(b"a,b\n" + b"".join(b"%d,%d\n" % (n, n * n) for n in range(50_000)))
    found = rows(whole[: len(whole) // 2])
    assert found[1].cells == ("0", "0")
    assert [row.trouble for row in found if row.trouble] == ["cut_off"]
    assert found[-1].trouble == "cut_off"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty"),
        (b" \n\n", "empty"),
        (b"PK\x03\x04rest", "damaged"),
        (b"\xd0\xcf\x11\xe0rest", "damaged"),
        (b"\x1f\x8bnot gzip", "damaged"),
        (gzip.compress(b"PK\x03\x04rest", mtime=0), "workbook"),
    ],
)
def test_what_cannot_be_read_at_all(content: bytes, why: str) -> None:
    with pytest.raises(FileUnreadable) as refused:
        rows(content)
    assert refused.value.data == {"why": why}


def test_rows_left_half_read_leave_the_file_to_its_owner() -> None:
    file = io.BytesIO(b"a,b\n1,2\n3,4\n")
    coming = iter(read_rows(file))
    assert next(coming).cells == ("a", "b")
    del coming
    assert not file.closed
    coming = iter(read_rows(file))
    next(coming)
    file.close()
    del coming
    gc.collect()


MARKS = (b",", b";", b"\t", b'"', b"\n", b"\r", b"\0", b"\x1f\x8b", b"\xff\xfe", b"\xef\xbb\xbf", b"a")
FILES = st.lists(st.sampled_from(MARKS) | st.binary(max_size=4), max_size=40).map(b"".join)


@given(FILES, st.integers(0, 4))
def test_any_bytes_give_rows_or_a_refusal(content: bytes, width: int) -> None:
    lines: list[int] = []
    with suppress(FileUnreadable):
        lines = [row.line for row in rows(content, width)]
    assert lines == sorted(set(lines))
