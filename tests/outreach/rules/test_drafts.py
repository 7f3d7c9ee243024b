"""A model drafts and never decides a price; an answer by itself keeps to the terms; money goes to a person."""

import pytest

from rapport.outreach.queries.faq import shipped_entries
from rapport.outreach.queries.phrases import declining_phrases, matters_for_a_person, promising_phrases
from rapport.outreach.rules.drafts import (
    AnswerNamesContact,
    DraftEmpty,
    DraftNamesContact,
    DraftNamesPrice,
    DraftNamesPromise,
    DraftTooLong,
    OtherAmount,
    OtherRate,
    check_automatic,
    check_draft,
    for_a_person,
)
from rapport.outreach.rules.wording import TemplateInvalid
from rapport.shared.refusals import Reason


def draft(text: str) -> str:
    return check_draft(text, promising_phrases(), chars_max=200)


def person(text: str) -> Reason | None:
    return for_a_person(text, matters_for_a_person(), declining_phrases(), {2000})


def test_a_draft_may_use_variables_and_plain_words() -> None:
    assert draft(" Hi {creator}, the rate is {rate}. Ask for it in the invitation. ") == (
        "Hi {creator}, the rate is {rate}. Ask for it in the invitation."
    )


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("  ", DraftEmpty),
        ("a" * 201, DraftTooLong),
        ("Hi {friend}", TemplateInvalid),
        ("We can do 25%", DraftNamesPrice),
        ("We can do twenty percent", DraftNamesPrice),
        ("佣金给你百分之二十", DraftNamesPrice),
        ("It arrives in 3 days", DraftNamesPrice),
        ("ค่าคอม ๒๐", DraftNamesPrice),
        ("A fee of £ is fine", DraftNamesPrice),
        ("We promise to reply", DraftNamesPromise),
        ("我们保证质量", DraftNamesPromise),
        ("Wir versprechen es", DraftNamesPromise),
        ("Nous vous rembourserons", DraftNamesPromise),
        ("Write to me@moonwell.example", DraftNamesContact),
        ("Add us on WhatsApp", DraftNamesContact),
        ("加我微信聊", DraftNamesContact),
        ("Look at www.moonwell.example", DraftNamesContact),
        ("Message @moonwell", DraftNamesContact),
    ],
)
def test_a_draft_that_decides_promises_or_leads_away_is_refused(text: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        draft(text)


def test_an_answer_by_itself_may_name_the_campaign_s_rates() -> None:
    check_automatic("The commission is 20%, on candles 15.5%.", {2000, 1550})


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("The commission is 25%", OtherRate),
        ("佣金百分之二十", OtherRate),
        ("We pay £50 on top", OtherAmount),
        ("Call +44 20 7946 0018", AnswerNamesContact),
        ("Find us on Instagram", AnswerNamesContact),
    ],
)
def test_an_answer_by_itself_names_no_other_figure_and_no_contact(text: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        check_automatic(text, {2000})


@pytest.mark.parametrize(
    ("text", "matter"),
    [
        ("Do you pay a flat fee?", "money"),
        ("佣金能不能高一点", "money"),
        ("ขอเพิ่มค่าคอมได้ไหม", "money"),
        ("Can you do 25%?", "money"),
        ("给我三成", "money"),
        ("I take £150 a video", "money"),
        ("It arrived broken", "complaint"),
        ("Estoy decepcionada", "complaint"),
        ("Sono delusa", "complaint"),
        ("Please send the contract", "legal"),
        ("需要签合同吗", "legal"),
    ],
)
def test_money_complaints_and_law_are_for_a_person(text: str, matter: str) -> None:
    found = person(text)
    assert found is not None
    assert (found.code, found.data["matter"]) == ("answers.for_a_person", matter)


def test_a_no_is_for_a_person() -> None:
    assert person("No thanks, not for me") == Reason("answers.declines")


@pytest.mark.parametrize("text", ["How much is the commission?", "Is it still 20%?", "Which product is it?"])
def test_a_usual_question_is_not(text: str) -> None:
    assert person(text) is None


def test_no_shipped_question_is_taken_for_one_of_them() -> None:
    phrases = [one for entry in shipped_entries() for told in entry.wordings.values() for one in told.questions]
    assert [phrase for phrase in phrases if person(phrase) is not None] == []
