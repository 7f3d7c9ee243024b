"""Which row names the columns, and what stands below."""

from rapport.creators.rules.imports.previews import likely_header, sampled
from rapport.shared.tables import Row


def test_the_header_is_the_first_row_with_most_words() -> None:
    rows = [Row(1, ("Export of March", "", "")), Row(2, ("主播", "粉丝", "GMV")), Row(3, ("anna", "25000", "$900"))]
    assert likely_header(rows) == 1


def test_a_row_of_words_below_does_not_stand_before_the_header() -> None:
    assert likely_header([Row(1, ("creator", "note")), Row(2, ("anna", "kind")), Row(3, ("bao", "quick"))]) == 0


def test_samples_are_the_first_different_values_that_say_anything() -> None:
    rows = [Row(2, ("anna", "-")), Row(3, ("anna", "1")), Row(4, ("bao", "2")), Row(5, ("x",)), Row(6, (), "quote")]
    who, what = sampled(["who", "what", "", "WHO"], rows)
    assert (who.name, who.samples) == ("who", ("anna", "bao", "x"))
    assert (what.name, what.samples) == ("what", ("1", "2"))
