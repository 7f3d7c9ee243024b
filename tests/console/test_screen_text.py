"""The line of text on pages: what it may ask for, and the place of a mistake."""

import pytest

from rapport.console.screen_text import Askable, askables, mistake_in
from rapport.creators.rules.screens import FIELDS, ScreenUnreadable, read_screen
from rapport.shared.conditions import leaves


@pytest.mark.parametrize("one", askables(), ids=lambda one: one.name)
def test_every_example_can_be_read_and_asks_for_its_field(one: Askable) -> None:
    assert {leaf.field for leaf in leaves(read_screen(one.example).where)} == {one.name}


def test_every_field_is_told_with_all_its_names() -> None:
    assert {one.name: one.names for one in askables()} == {name: field.names for name, field in FIELDS.items()}


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("followers >= lots", ("followers >= ", "lots", "")),
        ("followers >=", ("followers >=", "", "")),
        ('region = GB "a b" score', ("region = GB ", '"a b"', " score")),
        ("粉丝 >= 多", ("粉丝 >= ", "多", "")),
        (f"{'(' * 60}nobody{')' * 60}", ("(" * 40, "(", f"{'(' * 19}nobody{')' * 7}…")),
    ],
)
def test_a_mistake_is_cut_out_with_what_stands_around_it(text: str, cut: tuple[str, str, str]) -> None:
    with pytest.raises(ScreenUnreadable) as refused:
        read_screen(text)
    found = mistake_in(text, refused.value)
    assert (found.before, found.found, found.after) == cut
