"""Whether a requested sample should be given."""

from dataclasses import replace

from rapport.samples.rules.review import RequestFacts, SampleAdvice, advise
from rapport.shared.refusals import Reason

ANNA = RequestFacts(invited_here=True, available=10, fulfilment_rate=8000, open_samples=0)
"""Invited, known to post, owes nothing; ten pieces are there."""


def test_an_invited_creator_gets_a_sample() -> None:
    assert advise(ANNA) == SampleAdvice(approve=True, reason=Reason("samples.invited_creator"))


def test_a_stranger_who_is_not_known_to_keep_samples_gets_one_too() -> None:
    stranger = replace(ANNA, invited_here=False, available=None, fulfilment_rate=None)
    assert advise(stranger) == SampleAdvice(approve=True, reason=Reason("samples.promising_stranger"))


def test_what_is_not_there_is_not_given() -> None:
    refused = SampleAdvice(approve=False, reason=Reason("samples.out_of_stock"), reject_reason="OUT_OF_STOCK")
    assert advise(replace(ANNA, available=0)) == refused
    assert advise(replace(ANNA, available=1)).approve


def test_who_rarely_posts_after_a_sample_gets_none() -> None:
    refused = SampleAdvice(
        approve=False, reason=Reason("samples.rarely_posts", {"rate": 1999}), reject_reason="NOT_MATCH"
    )
    assert advise(replace(ANNA, fulfilment_rate=1999)) == refused
    assert advise(replace(ANNA, fulfilment_rate=2000)).approve


def test_who_still_owes_content_for_another_sample_gets_none() -> None:
    refused = SampleAdvice(approve=False, reason=Reason("samples.still_owes", {"open": 2}), reject_reason="OTHER")
    assert advise(replace(ANNA, open_samples=2)) == refused


def test_an_empty_shelf_is_said_before_anything_about_the_creator() -> None:
    facts = RequestFacts(invited_here=False, available=0, fulfilment_rate=0, open_samples=1)
    assert advise(facts).reason.code == "samples.out_of_stock"
    assert advise(replace(facts, available=1)).reason.code == "samples.rarely_posts"
