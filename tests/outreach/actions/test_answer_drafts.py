"""A draft is asked of a model that may draft, for what a creator wrote last, and once."""

import pytest
from tests.cast import MEI, NOW, Cast
from tests.outreach.stage import writes
from tests.outreach.translating import KEY, URL, Kind, served

from rapport.outreach.actions.answer_drafts import (
    NoModel,
    NothingToAnswer,
    ask_for_draft,
    record_draft_failed,
)
from rapport.outreach.actions.messages import queue_message
from rapport.outreach.actions.translator import Wish, choose_translator
from rapport.outreach.models import AnswerDraft
from rapport.outreach.rules.wording import Purpose
from rapport.shared.refusals import NotFound, Reason
from rapport.work.models import Job

DOWN = Reason("translation.service_down")


def drafts(cast: Cast) -> None:
    """Mei lets a chat model draft."""
    wish = Wish(Kind.CHAT, f"{URL}/v1", KEY, "small", monthly_cap=50_000, drafts_answers=True)
    choose_translator(cast.moonwell.pk, wish, by=MEI, now=NOW)


def test_a_draft_is_asked_for_once(cast: Cast) -> None:
    drafts(cast)
    thread = writes(cast.uk, cast.anna, "Samples?", NOW)
    made = ask_for_draft(cast.moonwell.pk, thread.pk, now=NOW)
    assert ask_for_draft(cast.moonwell.pk, thread.pk, now=NOW) == made
    assert Job.objects.filter(name="outreach.draft_answers", key=f"workspace:{cast.moonwell.pk}").count() == 1


def test_only_a_model_that_may_draft_is_asked(cast: Cast) -> None:
    thread = writes(cast.uk, cast.anna, "Samples?", NOW)
    for kind in (Kind.DEEPL, Kind.CHAT):
        served(cast, kind)
        with pytest.raises(NoModel):
            ask_for_draft(cast.moonwell.pk, thread.pk, now=NOW)


def test_nothing_is_drafted_where_nothing_waits_or_for_somebody_else(cast: Cast) -> None:
    drafts(cast)
    thread = writes(cast.uk, cast.anna, "Samples?", NOW)
    queue_message(cast.uk, cast.anna, Purpose.ANSWER, "Yes", "answer:1", by=MEI, now=NOW)
    with pytest.raises(NothingToAnswer):
        ask_for_draft(cast.moonwell.pk, thread.pk, now=NOW)
    with pytest.raises(NotFound):
        ask_for_draft(cast.harbour.pk, thread.pk, now=NOW)


def test_a_draft_that_failed_is_given_up_after_some_tries_and_asked_again_by_a_person(cast: Cast) -> None:
    drafts(cast)
    thread = writes(cast.uk, cast.anna, "Samples?", NOW)
    draft = ask_for_draft(cast.moonwell.pk, thread.pk, now=NOW)
    for _ in range(4):
        record_draft_failed(draft, DOWN, passing=True, now=NOW)
    draft.refresh_from_db()
    assert (draft.state, draft.why["code"]) == ("failed", "translation.service_down")
    assert ask_for_draft(cast.moonwell.pk, thread.pk, now=NOW).state == AnswerDraft.State.ASKED
