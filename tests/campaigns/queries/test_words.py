"""The words of messages: in the creator's language, with what is known, never twice; and what a thread suggests."""

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.campaigns.stage import opened, planned
from tests.cast import MEI, NOW, Cast
from tests.outreach.stage import asked, invited, writes

from rapport.campaigns.models import Campaign, Plan
from rapport.campaigns.queries.answers import draft_for
from rapport.campaigns.queries.plans import proposed_lines
from rapport.campaigns.queries.words import previews, suggested, words_of_line
from rapport.creators.models import CarriedProduct, Creator, SeenVideo
from rapport.outreach.actions.templates import add_template
from rapport.outreach.actions.windows import close_window, open_window
from rapport.outreach.models import Message, Thread
from rapport.outreach.rules.wording import NoTemplateFits, Purpose, Template
from rapport.shared.refusals import Reason

HOUR = timedelta(hours=1)


def own(cast: Cast, text: str, purpose: Purpose = Purpose.INVITE, language: str = "en") -> None:
    add_template(cast.moonwell.pk, Template(purpose, language, text), by=MEI, now=NOW)


def test_a_template_is_filled_with_the_offer_of_the_campaign(cast: Cast) -> None:
    own(cast, "{creator}, {brand} at {shop}: {product}, {rate}, {gift}.")
    made = opened(cast, rates={cast.serum.pk: 2000, cast.candle.pk: 2550})
    told = suggested(cast.uk, cast.anna, Purpose.INVITE, made, now=NOW)
    assert told == "Anna, Moonwell at Moonwell GB: Amber Candle, 25.5%, a free sample."


def test_a_gift_stands_in_place_of_the_sample_and_nothing_where_neither_is_offered(cast: Cast) -> None:
    own(cast, "With {gift}")
    own(cast, "Without")
    with_gift = opened(cast, "Spring", gift="a candle")
    bare = opened(cast, "Summer", has_free_sample=False)
    assert suggested(cast.uk, cast.anna, Purpose.INVITE, with_gift, now=NOW) == "With a candle"
    assert suggested(cast.uk, cast.anna, Purpose.INVITE, bare, now=NOW) == "Without"


def test_a_creator_is_written_to_in_their_language(cast: Cast) -> None:
    own(cast, "Hallo {creator}!", language="de")
    Creator.objects.filter(pk=cast.anna.pk).update(language="de")
    cast.anna.refresh_from_db()
    assert suggested(cast.uk, cast.anna, Purpose.INVITE, opened(cast), now=NOW) == "Hallo Anna!"


def test_nobody_hears_the_same_words_twice(cast: Cast) -> None:
    own(cast, "First", Purpose.ANSWER)
    own(cast, "Second", Purpose.ANSWER)
    thread = writes(cast.uk, cast.anna, "Hi!", NOW)
    Message.objects.create(thread=thread, text="First", state="sent", due_at=NOW)
    assert suggested(cast.uk, cast.anna, Purpose.ANSWER, None, now=NOW) == "Second"


def test_where_nothing_fits_the_preview_says_why(cast: Cast) -> None:
    opened(cast)
    line = planned(cast.uk)[0]
    shown = previews(cast.uk, [line], now=NOW)[line.pk]
    assert (shown.refused, shown.text) == (None, words_of_line(line, now=NOW))
    line.campaign = None
    refused = previews(cast.uk, [line], now=NOW)[line.pk].refused
    assert refused is not None
    assert (refused.code, refused.data["purpose"]) == ("wording.no_template_fits", "invite")
    with pytest.raises(NoTemplateFits):
        words_of_line(line, now=NOW)


def test_an_act_without_a_message_has_no_words(cast: Cast) -> None:
    invited(cast, cast.anna)
    (line,) = planned(cast.uk, now=NOW + timedelta(days=5))
    assert (line.act, words_of_line(line, now=NOW), previews(cast.uk, [line], now=NOW)) == ("close", "", {})


def test_previews_take_as_many_queries_for_three_as_for_one(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    opened(cast)
    planned(cast.uk)
    lines = proposed_lines(Plan.objects.get())
    for shown in (lines[:1], lines):
        with django_assert_num_queries(7):
            assert len(previews(cast.uk, shown, now=NOW)) == len(shown)


def test_who_waits_is_suggested_an_answer_that_costs_one(cast: Cast) -> None:
    open_window(cast.uk, now=NOW)
    made = draft_for(writes(cast.uk, cast.anna, "Hi!", NOW), None, now=NOW)
    assert made is not None
    assert (made.purpose, made.text[:31], made.left_after, made.refused) == (
        Purpose.ANSWER,
        "Thank you for your reply, Anna!",
        19,
        None,
    )
    assert made.cost is not None
    assert made.cost.units == 1


def test_before_the_week_was_opened_nobody_knows_the_cost(cast: Cast) -> None:
    made = draft_for(writes(cast.uk, cast.anna, "Hi!", NOW), None, now=NOW)
    assert made is not None
    assert (made.cost, made.left_after) == (None, None)


def test_a_used_up_week_says_so(cast: Cast) -> None:
    thread = writes(cast.uk, cast.anna, "Hi!", NOW)
    close_window(cast.uk, now=NOW)
    made = draft_for(thread, None, now=NOW)
    assert made is not None
    assert (made.refused, made.left_after) == (Reason("quota.used_up", {"units": 1, "left": 0}), -1)


def test_whoever_goes_on_with_a_talk_finds_words_of_their_own(cast: Cast) -> None:
    thread = writes(cast.uk, cast.anna, "Hi!", NOW)
    Thread.objects.update(waiting_since=None)
    thread.refresh_from_db()
    made = draft_for(thread, None, now=NOW)
    assert made is not None
    assert (made.text, made.no_words) == ("", None)


def test_who_never_wrote_is_reminded_where_an_invitation_stands(cast: Cast) -> None:
    standing = asked(cast.uk, cast.anna, cast.offer())
    thread = Thread.objects.get()
    made = draft_for(thread, standing, now=NOW)
    assert made is not None
    assert (made.purpose, made.no_words and made.no_words.code) == (Purpose.REMIND, "wording.no_template_fits")
    assert draft_for(thread, None, now=NOW) is None
    thread.creator.blocked_why = "sold fakes"
    assert draft_for(thread, standing, now=NOW) is None


def test_the_title_named_is_of_the_campaign_s_category(cast: Cast) -> None:
    own(cast, "I liked “{video_title}”!")
    for key, category, title in (("p1", "美妆个护", "My glow routine #skincare"), ("p2", "宠物用品", "My dog and me")):
        CarriedProduct.objects.create(creator=cast.anna, product_key=key, title=key, category=category, currency="GBP")
        SeenVideo.objects.create(creator=cast.anna, posted_at=NOW - HOUR, product_key=key, title=title)
    SeenVideo.objects.filter(product_key="p1").update(posted_at=NOW - 90 * HOUR)
    made = opened(cast)
    Campaign.objects.update(screen={"text": "category = 601450"})
    made.refresh_from_db()
    assert suggested(cast.uk, cast.anna, Purpose.INVITE, made, now=NOW) == "I liked “My glow routine”!"
    Campaign.objects.update(screen={})
    made.refresh_from_db()
    assert suggested(cast.uk, cast.anna, Purpose.INVITE, made, now=NOW) == "I liked “My dog and me”!"
