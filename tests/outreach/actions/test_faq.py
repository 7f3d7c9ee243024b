"""A workspace's own questions stand in the place of the shipped ones; what became of suggestions is counted."""

import pytest
from tests.cast import MEI, NOW, Cast
from tests.outreach.stage import writes

from rapport.outreach.actions.faq import (
    MoneyNeedsAPerson,
    QuestionUnnamed,
    add_question,
    allow_by_itself,
    keep_wording,
    note_sent,
    note_wrong,
    remove_question,
    restore_shipped,
)
from rapport.outreach.actions.messages import queue_message
from rapport.outreach.queries.faq import SHIPPED, entries_of, entry, matcher_for, unanswered, uses_of, wrong_for
from rapport.outreach.rules.forbidden import WordsForbidden
from rapport.outreach.rules.wording import Purpose, TemplateInvalid
from rapport.shared.refusals import NotFound


def test_every_workspace_begins_with_the_shipped_questions(cast: Cast) -> None:
    assert [one.slug for one in entries_of(cast.moonwell.pk)] == list(SHIPPED)


def test_a_changed_question_keeps_its_other_languages_and_stays_out_of_other_workspaces(cast: Cast) -> None:
    keep_wording(cast.moonwell.pk, "sample", "en", "any freebies?\n\n", "Sure, {creator}!", by=MEI, now=NOW)
    own = entry(cast.moonwell.pk, "sample")
    assert (own.wordings["en"].questions, own.wordings["en"].answer) == (("any freebies?",), "Sure, {creator}!")
    assert own.wordings["zh"] == entry(cast.harbour.pk, "sample").wordings["zh"]
    assert entry(cast.harbour.pk, "sample").wordings["en"].answer != "Sure, {creator}!"


def test_a_question_of_one_s_own_is_recognised(cast: Cast) -> None:
    made = add_question(cast.moonwell.pk, "Vegan", "product", by=MEI, now=NOW)
    keep_wording(cast.moonwell.pk, made.slug, "en", "is it vegan?", "Yes, {product} is.", by=MEI, now=NOW)
    entries = entries_of(cast.moonwell.pk)
    assert entries[-1].title == "Vegan"
    assert matcher_for(entries).read("Hi! Is it vegan?").asked[0].slug == made.slug


def test_an_empty_wording_takes_the_language_away(cast: Cast) -> None:
    keep_wording(cast.moonwell.pk, "sample", "en", "", " ", by=MEI, now=NOW)
    assert "en" not in entry(cast.moonwell.pk, "sample").wordings


def test_a_wording_with_an_unknown_variable_and_a_nameless_question_are_refused(cast: Cast) -> None:
    with pytest.raises(TemplateInvalid):
        keep_wording(cast.moonwell.pk, "sample", "en", "", "Sure, {friend}", by=MEI, now=NOW)
    with pytest.raises(QuestionUnnamed):
        add_question(cast.moonwell.pk, "  ", "other", by=MEI, now=NOW)


def test_an_answer_with_words_that_a_pack_forbids_is_refused(cast: Cast) -> None:
    with pytest.raises(WordsForbidden) as refused:
        keep_wording(cast.moonwell.pk, "sample", "en", "", "Sure, add me on WhatsApp!", by=MEI, now=NOW)
    assert refused.value.data["words"] == "WhatsApp"
    assert entry(cast.moonwell.pk, "sample").wordings["en"].answer != "Sure, add me on WhatsApp!"


def test_a_removed_question_is_gone_until_the_shipped_ones_are_restored(cast: Cast) -> None:
    remove_question(cast.moonwell.pk, "brand", by=MEI, now=NOW)
    with pytest.raises(NotFound):
        remove_question(cast.moonwell.pk, "brand", by=MEI, now=NOW)
    assert "brand" not in [one.slug for one in entries_of(cast.moonwell.pk)]
    restore_shipped(cast.moonwell.pk, by=MEI, now=NOW)
    assert [one.slug for one in entries_of(cast.moonwell.pk)] == list(SHIPPED)


def test_what_is_about_money_is_never_sent_by_itself(cast: Cast) -> None:
    for slug in ("rate", "payment"):
        with pytest.raises(MoneyNeedsAPerson):
            allow_by_itself(cast.moonwell.pk, slug, allowed=True, by=MEI, now=NOW)
    allow_by_itself(cast.moonwell.pk, "sample", allowed=False, by=MEI, now=NOW)
    assert not entry(cast.moonwell.pk, "sample").by_itself


def test_a_suggestion_sent_word_for_word_is_used_and_a_changed_one_edited(cast: Cast) -> None:
    writes(cast.uk, cast.anna, "Samples?", NOW)
    for number, text in enumerate(("Yes, gladly.", "Yes,  gladly.", "No.")):
        made = queue_message(cast.uk, cast.anna, Purpose.ANSWER, text, f"answer:{number}", by=MEI, now=NOW)
        for _ in range(2):
            note_sent(made, "sample", "Yes, gladly.", by=MEI, now=NOW)
    assert uses_of(cast.moonwell.pk) == {"sample": {"used": 2, "edited": 1, "wrong": 0, "by_itself": 0}}


def test_a_wrong_suggestion_is_wrong_until_the_creator_writes_again(cast: Cast) -> None:
    thread = writes(cast.uk, cast.anna, "Samples?", NOW)
    note_wrong(cast.moonwell.pk, thread, "sample", by=MEI, now=NOW)
    assert wrong_for(thread) == {"sample"}
    with pytest.raises(NotFound):
        note_wrong(cast.harbour.pk, thread, "sample", by=MEI, now=NOW)


def test_what_waits_for_an_answer_is_what_came_since_the_last_one(cast: Cast) -> None:
    thread = writes(cast.uk, cast.anna, "One", NOW)
    assert [one.text for one in unanswered(thread)] == ["One"]
    queue_message(cast.uk, cast.anna, Purpose.ANSWER, "Yes", "answer:1", by=MEI, now=NOW)
    assert unanswered(thread) == []
