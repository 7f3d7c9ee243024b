"""Asking a model for a draft of an answer, and settling what it wrote; nothing here sends anything."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from rapport.outreach.models import AnswerDraft, TranslatorAccount
from rapport.outreach.queries.faq import unanswered
from rapport.outreach.queries.threads import thread
from rapport.outreach.queries.translation import account_of
from rapport.shared.refusals import Reason, Refusal
from rapport.shops.rules.keys import workspace_key
from rapport.work.queue import enqueue

DRAFT = "outreach.draft_answers"
TRIES_MOST = 4
"""A draft that comes late helps nobody."""
State = AnswerDraft.State


class NoModel(Refusal):
    """No chat model is set, or it may not draft answers."""

    code = "drafts.no_model"


class NothingToAnswer(Refusal):
    """The creator wrote nothing since we last did."""

    code = "drafts.nothing_to_answer"


@transaction.atomic
def ask_for_draft(workspace_id: int, thread_id: int, *, now: datetime) -> AnswerDraft:
    """The draft for a creator's latest message, there already or asked for; one that failed is asked for again.

    Refuses with NotFound, NoModel or NothingToAnswer.
    """
    row, account = thread(workspace_id, thread_id), account_of(workspace_id)
    if account.kind != TranslatorAccount.Kind.CHAT or not account.drafts_answers:
        raise NoModel
    waiting = unanswered(row)
    if not waiting:
        raise NothingToAnswer
    draft, _ = AnswerDraft.objects.get_or_create(message=waiting[-1], defaults={"thread": row, "asked_at": now})
    if draft.state in (State.REFUSED, State.FAILED):
        draft.state, draft.why, draft.tries, draft.asked_at = State.ASKED, {}, 0, now
        draft.save(update_fields=["state", "why", "tries", "asked_at"])
    if draft.state == State.ASKED:
        enqueue(DRAFT, workspace_key(workspace_id))
    return draft


def record_draft(draft: AnswerDraft, text: str, *, now: datetime) -> None:
    """The model's words stood every check."""
    _settle(draft, now, state=State.DONE, text=text, why={})


def record_draft_refused(draft: AnswerDraft, refusal: Refusal, *, now: datetime) -> None:
    """The model's words may not be proposed; they are not kept."""
    _settle(draft, now, state=State.REFUSED, text="", why=Reason(refusal.code, refusal.data).as_json())


def record_draft_failed(draft: AnswerDraft, why: Reason, *, passing: bool, now: datetime) -> None:
    """No answer could be had: later there may be one, or a person asks again."""
    rows = AnswerDraft.objects.filter(pk=draft.pk, state=State.ASKED)
    rows.update(tries=F("tries") + 1, why=why.as_json())
    given_up = rows.filter(tries__gte=TRIES_MOST) if passing else rows
    given_up.update(state=State.FAILED, settled_at=now)


def _settle(draft: AnswerDraft, now: datetime, **changed: object) -> None:
    AnswerDraft.objects.filter(pk=draft.pk, state=State.ASKED).update(**changed, settled_at=now)
