"""What an owner sets: the service, its key and cap, the glossary."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models import F

from rapport.outreach.models import GlossaryTerm, Translation, TranslatorAccount
from rapport.outreach.queries.translation import account_of
from rapport.outreach.rules.languages import check_language
from rapport.shared.refusals import NotFound, Reason, Refusal
from rapport.shops.actions.trail import record
from rapport.shops.rules.roles import Actor

Kind = TranslatorAccount.Kind


class AddressMissing(Refusal):
    """A service of one's own, or a chat model, answers somewhere; a chat model has a name."""

    code = "translation.address_missing"


class TermEmpty(Refusal):
    """A glossary holds terms."""

    code = "translation.term_empty"


@dataclass(frozen=True, slots=True)
class Wish:
    """What is entered for the service; an empty `key` keeps the one that is there."""

    kind: TranslatorAccount.Kind
    base_url: str = ""
    key: str = field(default="", repr=False)
    model: str = ""
    glossary_id: str = ""
    monthly_cap: int = 0
    incoming_to: str = ""
    drafts_answers: bool = False


@transaction.atomic
def choose_translator(workspace_id: int, wish: Wish, *, by: Actor, now: datetime) -> TranslatorAccount:
    """Set the service and its limits; what was asked of another service before is laid down, to be asked again.

    Refuses with AddressMissing or LanguageUnknown.
    """
    base_url = wish.base_url.strip()
    if not base_url.startswith(("https://", "http://")) and wish.kind is not Kind.NONE:
        raise AddressMissing(kind=wish.kind.value)
    if wish.kind is Kind.CHAT and not wish.model.strip():
        raise AddressMissing(kind=wish.kind.value)
    row = account_of(workspace_id)
    moved = (row.kind, row.base_url) != (wish.kind.value, base_url)
    row.kind, row.base_url, row.model = wish.kind, base_url, wish.model.strip()
    # A key is given to one address; it must never go to another.
    row.key = wish.key.strip() or ("" if moved else row.key)
    row.glossary_id, row.monthly_cap = wish.glossary_id.strip(), wish.monthly_cap
    row.incoming_to = check_language(wish.incoming_to) if wish.incoming_to else ""
    row.drafts_answers = wish.drafts_answers and wish.kind is Kind.CHAT
    row.trouble = ""
    row.save()
    waiting = Translation.objects.filter(workspace_id=workspace_id, state=Translation.State.ASKED)
    why = Reason("translation.service_changed").as_json()
    waiting.exclude(service=row.service).update(state=Translation.State.FAILED, why=why)
    record(workspace_id, by, "translator.choose", row.service, now=now, cap=row.monthly_cap)
    return row


@transaction.atomic
def keep_term(workspace_id: int, term: str, language: str, fixed: str, *, by: Actor, now: datetime) -> GlossaryTerm:
    """Keep what a term is in a language, or in all (`language` empty); `fixed` empty never translates it.

    Refuses with TermEmpty or LanguageUnknown.
    """
    if not term.strip():
        raise TermEmpty
    if language:
        check_language(language)
    made, _ = GlossaryTerm.objects.update_or_create(
        workspace_id=workspace_id, term=term.strip(), language=language, defaults={"fixed": fixed.strip()}
    )
    _new_version(workspace_id)
    record(workspace_id, by, "glossary.keep", made.term, now=now, language=language, fixed=made.fixed)
    return made


@transaction.atomic
def remove_term(workspace_id: int, term_id: int, *, by: Actor, now: datetime) -> None:
    """Take a term away. Refuses with NotFound."""
    row = GlossaryTerm.objects.filter(workspace_id=workspace_id, pk=term_id).first()
    if row is None:
        raise NotFound(what="term", id=term_id)
    row.delete()
    _new_version(workspace_id)
    record(workspace_id, by, "glossary.remove", row.term, now=now, language=row.language)


def _new_version(workspace_id: int) -> None:
    """What waits is translated under the new glossary; what is done under the old one stays as it was made."""
    account, _ = TranslatorAccount.objects.get_or_create(workspace_id=workspace_id)
    TranslatorAccount.objects.filter(pk=account.pk).update(glossary_version=F("glossary_version") + 1)
    account.refresh_from_db()
    waiting = Translation.objects.filter(workspace_id=workspace_id, state=Translation.State.ASKED)
    waiting.update(glossary_version=account.glossary_version)
