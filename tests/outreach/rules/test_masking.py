"""Names, variables and figures go through any translation untouched, or the translation is refused."""

import re
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.outreach.rules.masking import (
    MarkInvented,
    MarkLost,
    MarkRepeated,
    TranslationEmpty,
    mask,
    unmask,
)

BRAND = {"Moonwell": "", "免费样品": "free sample", "样品": "sample"}
ALPHABET = st.sampled_from(
    [*"ab {}[]@%$0123.,，。样品免费ขอ\n", "{creator}", "@anna", "15%", "[[0]]", "Moonwell", "£9"]
)
TEXTS = st.lists(ALPHABET, max_size=30).map("".join)
MARK = re.compile(r"\[\[[0-9]+\]\]")


def test_variables_handles_links_and_figures_are_masked() -> None:
    masked = mask(
        "Hi {creator}, @mo.on says 15.5% of £14.90 at https://moonwell.example/a, ask me@moonwell.example.", {}
    )
    assert masked.text == "Hi [[0]], [[1]] says [[2]] of [[3]] at [[4]] ask [[5]]."
    assert masked.kept == (
        "{creator}", "@mo.on", "15.5%", "£14.90", "https://moonwell.example/a,", "me@moonwell.example",
    )  # fmt: skip


def test_amounts_in_every_market_s_writing_are_masked() -> None:
    text = "฿299, 299 THB, Rp 50.000, RM15, ₱99, 1.000 ₫, ¥1,200, 20 ％, 30%"
    assert mask(text, {}).kept == (
        "฿299", "299 THB", "Rp 50.000", "RM15", "₱99", "1.000 ₫", "¥1,200", "20 ％", "30%",
    )  # fmt: skip


def test_the_longer_term_wins_and_a_fixed_translation_takes_its_place() -> None:
    masked = mask("我们送免费样品，样品今天寄出", BRAND)
    assert masked.text == "我们送[[0]]，[[1]]今天寄出"
    assert unmask(masked, "We give a [[0]]; the [[1]] leaves today") == (
        "We give a free sample; the sample leaves today"
    )


def test_a_brand_is_kept_as_it_is_written_and_found_as_a_whole_word_alone() -> None:
    assert mask("moonwell和MOONWELL很好", BRAND).kept == ("moonwell", "MOONWELL")
    assert mask("Moonwellness", BRAND).kept == ()
    assert mask("Moonwell’s", BRAND).text == "[[0]]’s"


def test_marks_may_move_and_be_spaced() -> None:
    masked = mask("{creator}, try {product}", {})
    assert unmask(masked, "ลอง [[1]] นะคะ [ [ 0 ] ]") == "ลอง {product} นะคะ {creator}"


@pytest.mark.parametrize(
    ("translated", "refusal"),
    [
        ("", TranslationEmpty),
        ("  ", TranslationEmpty),
        ("Hallo [[0]]", MarkLost),
        ("Hallo [[0]] [[1]] [[1]]", MarkRepeated),
        ("Hallo [[0]] [[1]] [[2]]", MarkInvented),
        ("Hallo [[0]] [[1]] {rate}", MarkInvented),
    ],
)
def test_a_translation_that_lost_or_made_something_is_refused(translated: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        unmask(mask("Hi {creator}, try {product}", {}), translated)


def test_the_refusal_names_what_was_lost() -> None:
    with pytest.raises(MarkLost) as told:
        unmask(mask("Hi {creator}", {}), "Hallo")
    assert told.value.data == {"mark": "{creator}"}


@given(TEXTS)
def test_a_service_that_changes_nothing_gives_the_text_back(text: str) -> None:
    assert unmask(mask(text, {"Moonwell": ""}), mask(text, {"Moonwell": ""}).text) == text.strip()


@given(TEXTS)
def test_nothing_that_must_stay_is_shown_to_the_service(text: str) -> None:
    bare = MARK.sub(" ", mask(text, BRAND).text)
    assert not re.search(r"\{\w+\}|@\w|\d%|£\d", bare)


@given(TEXTS, st.randoms(use_true_random=False))
def test_marks_in_any_order_come_back_once_each(text: str, chance: Random) -> None:
    masked = mask(text, BRAND)
    marks = MARK.findall(masked.text)
    chance.shuffle(marks)
    found = unmask(masked, "x " + " ".join(marks))
    assert sorted(masked.kept) == sorted(masked.kept[int(mark[2:-2])] for mark in marks)
    assert found == " ".join(["x", *(masked.kept[int(mark[2:-2])] for mark in marks)]).strip()


@given(TEXTS.filter(lambda text: bool(mask(text, BRAND).kept)), st.data())
def test_one_mark_left_out_or_doubled_is_always_refused(text: str, data: st.DataObject) -> None:
    masked = mask(text, BRAND)
    one = data.draw(st.sampled_from(MARK.findall(masked.text)))
    with pytest.raises((MarkLost, TranslationEmpty)):
        unmask(masked, masked.text.replace(one, ""))
    with pytest.raises(MarkRepeated):
        unmask(masked, masked.text + one)
