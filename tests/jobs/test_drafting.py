"""A model drafts from the talk; what names a price, a promise or contact data is never shown."""

import json

import pytest
from tests.cast import NOW, Cast
from tests.jobs.stage import LENGTH
from tests.outreach.actions.test_answer_drafts import drafts
from tests.outreach.stage import writes
from tests.outreach.translating import URL, counted, lines
from tests.translators.services import Service, completion

from rapport.jobs.drafting import draft_answers
from rapport.jobs.errand import Outside, machine_clock
from rapport.outreach.actions.answer_drafts import ask_for_draft
from rapport.outreach.models import AnswerDraft, Message, TranslatorAccount
from rapport.platform_client import Patience
from rapport.work.models import Job
from rapport.work.queue import claim

QUICK = Patience(sleep=lambda _: None, chance=lambda: 0.0)


def works(service: Service) -> None:
    Job.objects.exclude(name="outreach.draft_answers").delete()
    lease = claim(machine_clock(), LENGTH)
    assert lease is not None
    draft_answers(lease, Outside({f"{URL}/v1": service.transport}, QUICK))
    Job.objects.filter(pk=lease.job_id).delete()


def drafted(cast: Cast, answer: str) -> tuple[AnswerDraft, Service]:
    """A creator asks, and a model answers so."""
    drafts(cast)
    thread = writes(cast.uk, cast.anna, "Can you do 25%? Mail me@anna.example", NOW)
    draft, service = ask_for_draft(cast.moonwell.pk, thread.pk, now=NOW), Service()
    service.told.append(completion(json.dumps({"answer": answer})))
    works(service)
    draft.refresh_from_db()
    return draft, service


def test_a_draft_keeps_its_variables_open_and_sends_nothing(cast: Cast) -> None:
    draft, service = drafted(cast, "Hi {creator}, a colleague will answer you personally.")
    assert (draft.state, draft.text) == ("done", "Hi {creator}, a colleague will answer you personally.")
    assert not Message.objects.exclude(state=Message.State.RECEIVED).exists()
    [(state, texts, characters)] = lines(cast)
    assert (state, texts, counted(cast, machine_clock())) == ("done", 1, characters)
    given = json.loads(service.bodies[0]["messages"][1]["content"])
    assert given["talk"] == [{"from": "creator", "text": "Can you do [[0]]? Mail [[1]]"}]
    assert given["language"] == "en"


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        ("Sure, 25% it is!", "drafts.names_price"),
        ("We guarantee more.", "drafts.names_promise"),
        ("Let us talk on WhatsApp.", "drafts.names_contact"),
        ("Hi {friend}!", "wording.template_invalid"),
        ("", "drafts.empty"),
    ],
)
def test_what_a_model_must_not_say_is_refused_and_not_kept(answer: str, code: str, cast: Cast) -> None:
    draft, _ = drafted(cast, answer)
    assert (draft.state, draft.text, draft.why["code"]) == ("refused", "", code)


def test_a_model_that_is_down_is_waited_for_and_costs_nothing(cast: Cast) -> None:
    drafts(cast)
    thread = writes(cast.uk, cast.anna, "Samples?", NOW)
    draft, service = ask_for_draft(cast.moonwell.pk, thread.pk, now=NOW), Service()
    for _ in range(3):
        service.says(503)
    works(service)
    draft.refresh_from_db()
    assert (draft.state, draft.why["code"]) == ("asked", "translation.service_busy")
    assert (counted(cast, machine_clock()), Job.objects.count()) == (0, 1)


def test_the_cap_holds_for_drafts_too(cast: Cast) -> None:
    drafts(cast)
    thread = writes(cast.uk, cast.anna, "Samples?", NOW)
    draft, service = ask_for_draft(cast.moonwell.pk, thread.pk, now=NOW), Service()
    TranslatorAccount.objects.update(monthly_cap=10)
    works(service)
    draft.refresh_from_db()
    assert (draft.state, draft.why["code"], service.requests) == ("failed", "translation.cap_reached", [])
