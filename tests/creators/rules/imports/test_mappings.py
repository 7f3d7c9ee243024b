"""A workspace's own layout: checked, known again by its headers, reading nothing else."""

import pytest

from rapport.creators.rules.imports.mappings import (
    ColumnUnknown,
    FieldTwice,
    FieldUnknown,
    HandleMissing,
    MappedField,
    checked,
    header_key,
    own_layout,
    restored,
    stored,
)
from rapport.shared.layouts import LayoutUnknown, layout_of, recognise
from rapport.shared.refusals import Refusal

COLUMNS = ["主播", "粉丝", "备注"]
FIELDS = {"handle": MappedField("主播", "handle"), "followers": MappedField("粉丝", "count")}
SHIPPED = layout_of("handles", '[fields]\nhandle = { headers = ["handle", "主播"], reads = "handle", need = "filled" }')


def test_columns_are_found_by_their_folded_names() -> None:
    assert checked([("主播 ", "handle"), ("粉丝", "followers")], COLUMNS) == {"handle": "主播", "followers": "粉丝"}


@pytest.mark.parametrize(
    ("chosen", "refusal"),
    [
        ([("粉丝", "followers")], HandleMissing),
        ([("主播", "handle"), ("备注", "handle")], FieldTwice),
        ([("主播", "shoe_size")], FieldUnknown),
        ([("height", "handle")], ColumnUnknown),
    ],
)
def test_what_makes_no_layout_is_refused(chosen: list[tuple[str, str]], refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        checked(chosen, COLUMNS)


def test_one_key_for_one_set_of_headers() -> None:
    assert header_key(["粉丝", "主播", "", "备注"]) == header_key([" 备注", "主播", "粉丝"])
    assert header_key(["主播"]) != header_key(COLUMNS)


def test_it_stands_before_a_shipped_layout_in_its_own_files_alone() -> None:
    own = own_layout(COLUMNS, FIELDS)
    assert recognise(["备注", "粉丝", "主播"], [SHIPPED, own]).layout is own
    assert recognise(["主播", "粉丝"], [own, SHIPPED]).layout is SHIPPED


def test_it_says_which_columns_it_does_not_use() -> None:
    assert recognise(COLUMNS, [own_layout(COLUMNS, FIELDS)]).unused == ("备注",)


def test_another_file_is_never_told_that_it_nearly_is_one() -> None:
    with pytest.raises(LayoutUnknown) as refused:
        recognise(["粉丝"], [own_layout(COLUMNS, FIELDS), SHIPPED])
    assert refused.value.data["nearest"] == "handles"


def test_the_currency_is_that_beside_an_amount() -> None:
    assert own_layout(COLUMNS, FIELDS).market == ""
    assert own_layout(COLUMNS, {**FIELDS, "gmv_30d": MappedField("备注", "money")}).market == "gmv_30d"


def test_a_row_gives_back_what_it_was_given_and_leaves_out_what_no_version_knows() -> None:
    assert restored(stored(FIELDS)) == FIELDS
    assert restored({**stored(FIELDS), "aura": {"column": "备注", "reads": "text"}}) == FIELDS
