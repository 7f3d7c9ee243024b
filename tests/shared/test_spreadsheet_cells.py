"""No cell that we hand out runs in a spreadsheet."""

import pytest

from rapport.shared.spreadsheet_cells import plain_cell


@pytest.mark.parametrize("text", ["=1+1", "+44", "-5", "@anna", "\t=1", "\r=1", " =1", "\n=1", "＝1", "＠x"])
def test_what_looks_like_a_formula_is_marked_as_text(text: str) -> None:
    assert plain_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "anna", "12", "粉丝数“many”", "a=b", "'=1"])
def test_anything_else_stays(text: str) -> None:
    assert plain_cell(text) == text
