"""Names of tags, lists and views."""

import pytest

from rapport.creators.rules.naming import Name, NameMissing, NameTooLong, name_of


def test_a_name_is_kept_without_blanks_around_it() -> None:
    assert name_of("  Spring \n 2026 ") == Name("Spring 2026", "spring 2026")


@pytest.mark.parametrize("typed", ["VIP", "vip", "ＶＩＰ", " Vip "])
def test_case_and_width_tell_no_names_apart(typed: str) -> None:
    assert name_of(typed).folded == "vip"


@pytest.mark.parametrize("typed", ["", "  ", "\n"])
def test_a_name_is_needed(typed: str) -> None:
    with pytest.raises(NameMissing):
        name_of(typed)


@pytest.mark.parametrize("typed", ["x" * 41, "\ufdfa" * 10])
def test_a_name_longer_than_its_line_is_refused(typed: str) -> None:
    with pytest.raises(NameTooLong) as refused:
        name_of(typed)
    assert refused.value.data == {"most": 40, "name": typed[:40]}


def test_forty_characters_are_a_name() -> None:
    assert name_of("梅" * 40).shown == "梅" * 40
