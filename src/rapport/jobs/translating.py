"""`outreach.translate`: what a workspace asked to have translated, lot by lot, by the service it chose."""

from collections.abc import Sequence
from datetime import timedelta

import httpx

from rapport.jobs.errand import Outside, machine_clock
from rapport.outreach.actions.reading import ask_for_incoming
from rapport.outreach.actions.translating import (
    TRANSLATE,
    Outcome,
    begin_call,
    give_up,
    give_up_all,
    record_translated,
    settle_call,
    settle_lost_calls,
    wait_on,
)
from rapport.outreach.models import Translation, TranslationCall, TranslatorAccount
from rapport.outreach.queries.translation import account_of, next_lot, terms_for
from rapport.outreach.rules.masking import Masked, mask, unmask
from rapport.outreach.rules.spending import CapReached
from rapport.shared.refusals import Reason, Refusal
from rapport.shops.rules.keys import workspace_of_key
from rapport.translators import (
    Account,
    AllowanceUsedUp,
    AnswerLost,
    AnswerUnreadable,
    Busy,
    KeyRefused,
    NeverArrived,
    Patience,
    RequestRefused,
    Translated,
    Translator,
    TranslatorError,
    batches,
    open_translator,
)
from rapport.work.queue import Lease, enqueue

PAUSE = timedelta(minutes=2)
LONGEST_PAUSE = timedelta(hours=1)
REASONS: dict[type[TranslatorError], Reason] = {
    NeverArrived: Reason("translation.service_down"),
    Busy: Reason("translation.service_busy"),
    AnswerLost: Reason("translation.answer_lost"),
    KeyRefused: Reason("translation.key_refused"),
    AllowanceUsedUp: Reason("translation.allowance_used_up"),
    RequestRefused: Reason("translation.request_refused"),
    AnswerUnreadable: Reason("translation.answer_unreadable"),
}


def translate(lease: Lease, outside: Outside) -> None:
    """Translate everything that is open, or as much as service and cap allow; what is there is never asked again."""
    workspace_id = workspace_of_key(lease.key)
    lease.hold(machine_clock())
    settle_lost_calls(workspace_id)
    ask_for_incoming(workspace_id, now=machine_clock())
    account = account_of(workspace_id)
    if account.kind == TranslatorAccount.Kind.NONE:
        return
    transport = outside.transport(account.base_url) or httpx.HTTPTransport()
    try:
        translator = open_translator(account.kind, account_at(account), transport, patience_of(outside))
        while lot := next_lot(workspace_id, translator.texts_most):
            if not _lot(lease, account, translator, lot):
                break
    finally:
        if outside.transport(account.base_url) is None:
            transport.close()


def account_at(account: TranslatorAccount) -> Account:
    """The account as the clients take it."""
    return Account(account.base_url, account.key, account.model, account.glossary_id)


def patience_of(outside: Outside) -> Patience:
    """A test's or story's way of waiting, where it has one."""
    given = outside.patience
    return Patience(sleep=given.sleep, chance=given.chance) if given else Patience()


def _lot(lease: Lease, account: TranslatorAccount, translator: Translator, lot: Sequence[Translation]) -> bool:
    """Translate texts of one source and target, in one request or, where they are long, in several; False to stop."""
    terms = terms_for(account.workspace_id, lot[0].target)
    masked = {row.pk: mask(row.text, terms) for row in lot}
    done = 0
    for texts in batches([masked[row.pk].text for row in lot], translator):
        rows = lot[done : done + len(texts)]
        done += len(texts)
        lease.hold(machine_clock())
        if not _request(lease, account, translator, rows, masked):
            return False
    return True


def _request(
    lease: Lease,
    account: TranslatorAccount,
    translator: Translator,
    rows: Sequence[Translation],
    masked: dict[int, Masked],
) -> bool:
    # Each different text travels once, also where two wait that differ in nothing but who asked.
    texts = list(dict.fromkeys(masked[row.pk].text for row in rows))
    purpose, source, target = TranslationCall.Purpose.TRANSLATE, rows[0].source, rows[0].target
    now = machine_clock()
    try:
        call = begin_call(account, purpose, sum(map(len, texts)), texts=len(texts), target=target, now=now)
    except CapReached as refusal:
        give_up(rows, Reason(refusal.code, refusal.data), now=now)
        return True
    try:
        found = translator.translate(texts, source=source, target=target)
    except TranslatorError as error:
        return _after(lease, call, rows, error)
    by_text = dict(zip(texts, found, strict=True))
    outcomes = {row.pk: _outcome(masked[row.pk], by_text[masked[row.pk].text]) for row in rows}
    record_translated(call, rows, outcomes, now=machine_clock())
    return True


def _outcome(masked: Masked, translated: Translated) -> Outcome:
    try:
        return unmask(masked, translated.text), translated.detected
    except Refusal as refusal:
        return refusal


def _after(lease: Lease, call: TranslationCall, rows: Sequence[Translation], error: TranslatorError) -> bool:
    """Settle a request that failed; True where the next may go better at once."""
    why, now = REASONS[type(error)], machine_clock()
    settle_call(call, why, charged=error.charged)
    if error.passing:
        wait_on(rows, why, now=now)
        asked_for = error.retry_after_s if isinstance(error, Busy) else None
        pause = timedelta(seconds=asked_for) if asked_for else PAUSE
        enqueue(TRANSLATE, lease.key, now + min(pause, LONGEST_PAUSE))
        return False
    if isinstance(error, KeyRefused | AllowanceUsedUp):
        give_up_all(call.workspace_id, why, now=now)
        return False
    give_up(rows, why, now=now)
    return True
