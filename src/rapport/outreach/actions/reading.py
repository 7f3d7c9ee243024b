"""Reading and answering across languages: a thread's messages into the reader's, an answer into the creator's."""

from datetime import datetime

from django.db import transaction

from rapport.outreach.actions.translating import ask_translation
from rapport.outreach.models import Message, Translation, TranslatorAccount
from rapport.outreach.queries.threads import messages_of, thread
from rapport.outreach.queries.translation import account_of, language_of, untranslated
from rapport.outreach.rules.languages import likely_language
from rapport.outreach.rules.spending import LONGEST
from rapport.shared.refusals import Refusal

AT_ONCE = 100


class SameLanguage(Refusal):
    """The text is written in the language it was asked for."""

    code = "translation.same_language"


@transaction.atomic
def translate_thread(workspace_id: int, thread_id: int, target: str, *, now: datetime) -> int:
    """Ask for everything a creator wrote in the reader's language; how many texts.

    Refuses with NotFound, NoTranslator or LanguageUnknown.
    """
    row, asked = thread(workspace_id, thread_id), 0
    known = language_of(row)
    for message in messages_of(workspace_id, thread_id):
        source = likely_language(message.text, known)
        if message.state == Message.State.RECEIVED and _speaks(message) and source != target:
            ask_translation(workspace_id, message.text, source, target, thread=row, now=now)
            asked += 1
    return asked


@transaction.atomic
def translate_answer(workspace_id: int, thread_id: int, text: str, reader: str, *, now: datetime) -> Translation:
    """Ask for what a person wrote, in the creator's language. `reader` is the language the person works in.

    Refuses with NotFound, SameLanguage and as `ask_translation`.
    """
    row = thread(workspace_id, thread_id)
    source, target = likely_language(text, reader), language_of(row)
    if source == target:
        raise SameLanguage(language=target)
    return ask_translation(workspace_id, text.strip(), source, target, thread=row, now=now)


@transaction.atomic
def ask_for_incoming(workspace_id: int, *, now: datetime) -> int:
    """Ask for what creators wrote lately in the language that the settings name; how many texts."""
    account, asked = account_of(workspace_id), 0
    if account.kind == TranslatorAccount.Kind.NONE or account.trouble or not account.incoming_to:
        return 0
    for message in untranslated(account, AT_ONCE):
        source = likely_language(message.text, language_of(message.thread))
        if _speaks(message) and source != account.incoming_to:
            ask_translation(workspace_id, message.text, source, account.incoming_to, thread=message.thread, now=now)
            asked += 1
    return asked


def _speaks(message: Message) -> bool:
    text = message.text.strip()
    return message.content_type == "TEXT" and any(one.isalpha() for one in text) and len(message.text) <= LONGEST
