"""Usual questions are answered without a person only where that is allowed, sure, and within the terms."""

from datetime import timedelta

import pytest
from tests.cast import MEI, NOW, Cast
from tests.outreach.stage import quota, writes

from rapport.campaigns.actions.answers import answer_usual_questions, let_answer
from rapport.campaigns.actions.campaigns import CampaignDraft, open_campaign
from rapport.campaigns.models import Campaign
from rapport.creators.rules.screens import Screen
from rapport.outreach.actions.faq import allow_by_itself, keep_wording
from rapport.outreach.models import FaqText, Message, SuggestionUse
from rapport.outreach.queries.quota import current_window

ASK = "Hi! Which product is it?"


@pytest.fixture
def campaign(cast: Cast) -> Campaign:
    """Mei's spring campaign: the serum at 20 %, usual questions answered by themselves."""
    draft = CampaignDraft(
        name="Spring",
        goal=Campaign.Goal.SALES,
        screen=Screen.of("GB"),
        rates={cast.serum.pk: 2000},
        starts_at=NOW,
        ends_at=NOW + timedelta(days=90),
    )
    made = open_campaign(cast.uk, draft, by=MEI, now=NOW)
    let_answer(made, allowed=True, by=MEI, now=NOW)
    made.refresh_from_db()
    return made


def sent(cast: Cast) -> list[str]:
    """What waits to be sent."""
    rows = Message.objects.filter(thread__shop=cast.uk, state=Message.State.QUEUED).order_by("pk")
    return list(rows.values_list("text", flat=True))


@pytest.mark.usefixtures("campaign")
def test_a_sure_question_is_answered_once_with_quota_and_reason(cast: Cast) -> None:
    writes(cast.uk, cast.anna, ASK, NOW)
    assert answer_usual_questions(cast.uk, now=NOW) == 1
    assert answer_usual_questions(cast.uk, now=NOW) == 0
    [text] = sent(cast)
    assert text.startswith("Hi Anna, it is Vitamin C Serum.")
    use = SuggestionUse.objects.get()
    assert (use.slug, use.outcome, use.sureness, use.why["code"]) == (
        "product", "by_itself", "sure", "answers.by_itself",
    )  # fmt: skip
    assert quota(cast.uk)[1] == 1


def test_without_a_campaign_that_allows_it_nothing_is_answered(campaign: Campaign, cast: Cast) -> None:
    writes(cast.uk, cast.anna, ASK, NOW)
    let_answer(campaign, allowed=False, by=MEI, now=NOW)
    assert answer_usual_questions(cast.uk, now=NOW) == 0
    let_answer(campaign, allowed=True, by=MEI, now=NOW)
    Campaign.objects.update(state=Campaign.State.PAUSED)
    assert answer_usual_questions(cast.uk, now=NOW) == 0
    assert sent(cast) == []


@pytest.mark.usefixtures("campaign")
@pytest.mark.parametrize(
    "text",
    [
        "How much is the commission?",
        "When do I get paid?",
        "Which product is it? Do you pay a flat fee?",
        "Which product is it? I would do it for 30%",
        "Which product is it? The last one was broken!",
        "Which product is it? And how long is your lunch break on Sundays?",
        "Which product is it? Do you need my address?",
        "Is it vegan?",
        "No thanks, not for me",
    ],
)
def test_what_is_about_money_or_not_wholly_understood_waits_for_a_person(text: str, cast: Cast) -> None:
    writes(cast.uk, cast.anna, text, NOW)
    assert answer_usual_questions(cast.uk, now=NOW) == 0
    assert sent(cast) == []


@pytest.mark.usefixtures("campaign")
@pytest.mark.parametrize("answer", ["It is {product}, at 35%", "It is {product}, and £5 on top", "Ask on WhatsApp"])
def test_an_answer_that_names_another_figure_or_channel_is_not_sent(answer: str, cast: Cast) -> None:
    keep_wording(cast.moonwell.pk, "product", "en", "which product is it?", "It is {product}.", by=MEI, now=NOW)
    FaqText.objects.filter(entry__slug="product", language="en").update(answer=answer)  # kept under another pack
    writes(cast.uk, cast.anna, ASK, NOW)
    assert answer_usual_questions(cast.uk, now=NOW) == 0


@pytest.mark.usefixtures("campaign")
def test_an_answer_may_name_the_campaign_s_own_rate(cast: Cast) -> None:
    answer = "It is {product}, at {rate}."
    keep_wording(cast.moonwell.pk, "product", "en", "which product is it?", answer, by=MEI, now=NOW)
    writes(cast.uk, cast.anna, ASK, NOW)
    assert answer_usual_questions(cast.uk, now=NOW) == 1
    assert sent(cast) == ["It is Vitamin C Serum, at 20%."]


@pytest.mark.usefixtures("campaign")
def test_an_answer_that_is_not_marked_waits_for_a_person(cast: Cast) -> None:
    allow_by_itself(cast.moonwell.pk, "product", allowed=False, by=MEI, now=NOW)
    writes(cast.uk, cast.anna, ASK, NOW)
    assert answer_usual_questions(cast.uk, now=NOW) == 0


@pytest.mark.usefixtures("campaign")
def test_a_used_up_quota_leaves_the_question_to_a_person(cast: Cast) -> None:
    writes(cast.uk, cast.anna, "Hello", NOW)
    assert answer_usual_questions(cast.uk, now=NOW) == 0
    writes(cast.uk, cast.bao, ASK, NOW)
    assert answer_usual_questions(cast.uk, now=NOW) == 1
    window = current_window(cast.uk, NOW)
    assert window is not None
    window.cap = 1
    window.save()
    writes(cast.uk, cast.chai, ASK, NOW)
    assert answer_usual_questions(cast.uk, now=NOW) == 0
    assert len(sent(cast)) == 1


@pytest.mark.usefixtures("campaign")
def test_a_talk_that_goes_on_is_left_to_a_person(cast: Cast) -> None:
    thread = writes(cast.uk, cast.anna, ASK, NOW)
    for number in range(3):
        SuggestionUse.objects.create(
            workspace=cast.moonwell, thread=thread, slug=f"s{number}", outcome="by_itself", at=NOW, by="worker"
        )
    assert answer_usual_questions(cast.uk, now=NOW) == 0
    assert answer_usual_questions(cast.uk, now=NOW + timedelta(days=7)) == 1
