"""Whom to give a sample."""

from dataclasses import replace

import pytest

from rapport.samples.rules.review import POOR_FULFILMENT, RequestFacts, SampleAdvice, advise, reject_reason
from rapport.shared.refusals import Reason

ANNA = RequestFacts(invited_here=True, available=10, fulfilment_rate=7_000, open_samples=0)


def test_an_invited_creator_who_posts_gets_one() -> None:
    assert advise(ANNA) == SampleAdvice(approve=True, reason=Reason("samples.invited_creator"))


def test_a_stranger_without_a_bad_name_gets_one_too() -> None:
    stranger = replace(ANNA, invited_here=False, fulfilment_rate=None)
    assert advise(stranger) == SampleAdvice(approve=True, reason=Reason("samples.promising_stranger"))


def test_unknown_stock_is_not_an_empty_shelf() -> None:
    assert advise(replace(ANNA, available=None)).approve
    assert advise(replace(ANNA, available=0)) == SampleAdvice(approve=False, reason=Reason("samples.out_of_stock"))


@pytest.mark.parametrize(("rate", "given"), [(POOR_FULFILMENT - 1, False), (POOR_FULFILMENT, True)])
def test_who_is_known_to_keep_samples_gets_none(rate: int, *, given: bool) -> None:
    advice = advise(replace(ANNA, fulfilment_rate=rate))
    assert advice.approve is given
    if not given:
        assert advice.reason == Reason("samples.rarely_posts", {"rate": rate})


def test_who_still_owes_content_gets_no_second_one() -> None:
    assert advise(replace(ANNA, open_samples=2)) == SampleAdvice(
        approve=False, reason=Reason("samples.still_owes", {"open": 2})
    )


@pytest.mark.parametrize(
    ("code", "word"),
    [
        ("samples.out_of_stock", "OUT_OF_STOCK"),
        ("samples.rarely_posts", "NOT_MATCH"),
        ("samples.still_owes", "OTHER"),
        ("samples.decided_by_person", "OTHER"),
    ],
)
def test_the_platform_is_told_why_in_its_own_words(code: str, word: str) -> None:
    assert reject_reason(code) == word
