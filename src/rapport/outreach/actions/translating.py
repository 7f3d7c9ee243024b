"""Asking for translations, and settling what a service answered.

The order of a request is: characters taken and its line written (commit) → the service called → answers kept (commit).
A line found open by nobody is settled as unclear: its characters stay counted, and its texts are asked anew.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F

from rapport.outreach.models import (
    Thread,
    Translation,
    TranslationCall,
    TranslationMonth,
    TranslatorAccount,
)
from rapport.outreach.queries.translation import account_of, digest_of
from rapport.outreach.rules.languages import check_language
from rapport.outreach.rules.spending import CapReached, check_left, check_length, month_of
from rapport.shared.refusals import Reason, Refusal
from rapport.shops.rules.keys import workspace_key
from rapport.work.queue import enqueue

TRANSLATE = "outreach.translate"
State = Translation.State
TRIES_MOST = 8
"""How often a service that is down is waited for, before a person is told."""


class NoTranslator(Refusal):
    """No translation service is set: a person types."""

    code = "translation.no_service"


class NothingToTranslate(Refusal):
    """There is no text."""

    code = "translation.nothing"


@transaction.atomic
def ask_translation(
    workspace_id: int, text: str, source: str, target: str, *, thread: Thread | None = None, now: datetime
) -> Translation:
    """The translation of a text, there already or asked for; one that could not be had is asked for again.

    `source` may be empty. Refuses with NoTranslator, NothingToTranslate, TextTooLong or LanguageUnknown.
    """
    account = account_of(workspace_id)
    if account.kind == TranslatorAccount.Kind.NONE:
        raise NoTranslator
    if not text.strip():
        raise NothingToTranslate
    check_length(text)
    row, _ = Translation.objects.get_or_create(
        workspace_id=workspace_id,
        digest=digest_of(text),
        source=check_language(source) if source else "",
        target=check_language(target),
        service=account.service,
        glossary_version=account.glossary_version,
        defaults={"text": text, "thread": thread, "asked_at": now},
    )
    if row.state in (State.REFUSED, State.FAILED):
        row.state, row.why, row.tries, row.asked_at = State.ASKED, {}, 0, now
        row.save(update_fields=["state", "why", "tries", "asked_at"])
    if row.state == State.ASKED:
        enqueue(TRANSLATE, workspace_key(workspace_id))
    return row


@transaction.atomic
def begin_call(
    account: TranslatorAccount,
    purpose: TranslationCall.Purpose,
    characters: int,
    *,
    texts: int,
    target: str = "",
    now: datetime,
) -> TranslationCall:
    """Take a request's characters out of the month and write its line, before the service is called.

    Refuses with CapReached; nothing is taken then.
    """
    month, _ = TranslationMonth.objects.get_or_create(workspace_id=account.workspace_id, month=month_of(now))
    check_left(account.monthly_cap, month.characters, characters)
    room = TranslationMonth.objects.filter(pk=month.pk, characters__lte=account.monthly_cap - characters)
    if not room.update(characters=F("characters") + characters):
        raise CapReached(cap=account.monthly_cap, used=month.characters, left=0, asked=characters)
    return TranslationCall.objects.create(
        workspace_id=account.workspace_id,
        month=month,
        at=now,
        purpose=purpose,
        service=account.service,
        target=target,
        texts=texts,
        characters=characters,
    )


Outcome = tuple[str, str] | Refusal
"""A text and the language it was found in, or why the service's answer cannot be used."""


@transaction.atomic
def record_translated(
    call: TranslationCall, asked: Sequence[Translation], outcomes: Mapping[int, Outcome], *, now: datetime
) -> None:
    """Keep what a request brought, by the id of each translation. One whose glossary changed meanwhile stays open."""
    for row in asked:
        outcome = outcomes[row.pk]
        changed: dict[str, object]
        if isinstance(outcome, Refusal):
            changed = {"state": State.REFUSED, "why": Reason(outcome.code, outcome.data).as_json()}
        else:
            changed = {"state": State.DONE, "result": outcome[0], "detected": outcome[1][:10], "why": {}}
        kept = Translation.objects.filter(pk=row.pk, state=State.ASKED, glossary_version=row.glossary_version)
        kept.update(**changed, settled_at=now)
    settle_done(call)


@transaction.atomic
def settle_done(call: TranslationCall) -> None:
    """A request was answered; the service works."""
    TranslationCall.objects.filter(pk=call.pk).update(state=TranslationCall.State.DONE)
    TranslatorAccount.objects.filter(workspace_id=call.workspace_id).update(trouble="")


@transaction.atomic
def settle_call(call: TranslationCall, why: Reason, *, charged: bool) -> None:
    """A request brought nothing: its characters are given back, unless it may have been charged."""
    state = TranslationCall.State.UNCLEAR if charged else TranslationCall.State.REFUSED
    calling = TranslationCall.objects.filter(pk=call.pk, state=TranslationCall.State.CALLING)
    if calling.update(state=state, why=why.as_json()) and not charged:
        TranslationMonth.objects.filter(pk=call.month_id).update(characters=F("characters") - call.characters)


@transaction.atomic
def wait_on(asked: Sequence[Translation], why: Reason, *, now: datetime) -> None:
    """The service may answer later: these wait, and are given up after a number of tries."""
    rows = Translation.objects.filter(pk__in=[one.pk for one in asked], state=State.ASKED)
    rows.update(tries=F("tries") + 1, why=why.as_json())
    rows.filter(tries__gte=TRIES_MOST).update(state=State.FAILED, settled_at=now)


@transaction.atomic
def give_up(asked: Sequence[Translation], why: Reason, *, now: datetime) -> None:
    """No answer can be had for these; a person may ask again."""
    rows = Translation.objects.filter(pk__in=[one.pk for one in asked], state=State.ASKED)
    rows.update(state=State.FAILED, why=why.as_json(), settled_at=now)


@transaction.atomic
def give_up_all(workspace_id: int, why: Reason, *, now: datetime) -> None:
    """The service answers nothing at all, as with a refused key: everything that waits is laid down, and the settings
    say why.
    """
    rows = Translation.objects.filter(workspace_id=workspace_id, state=State.ASKED)
    rows.update(state=State.FAILED, why=why.as_json(), settled_at=now)
    TranslatorAccount.objects.filter(workspace_id=workspace_id).update(trouble=why.code)


def settle_lost_calls(workspace_id: int) -> int:
    """Requests whose worker died in the middle: nobody knows whether they were charged; how many."""
    lost = TranslationCall.objects.filter(workspace_id=workspace_id, state=TranslationCall.State.CALLING)
    return lost.update(state=TranslationCall.State.UNCLEAR, why=Reason("translation.worker_died").as_json())
