"""Reads of translations: the account, the glossary, what is open, what a page shows beside a text."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from rapport.outreach.models import (
    GlossaryTerm,
    Message,
    TemplateDraft,
    Thread,
    Translation,
    TranslationCall,
    TranslationMonth,
    TranslatorAccount,
)
from rapport.outreach.rules.languages import LANGUAGES
from rapport.outreach.rules.spending import month_of
from rapport.shared.refusals import NotFound
from rapport.shops.models import Workspace
from rapport.shops.rules.regions import REGIONS

State = Translation.State
Kind = TranslatorAccount.Kind
LEDGER_LINES = 50


def account_of(workspace_id: int) -> TranslatorAccount:
    """A workspace's account with a service, saved or not: without one its kind is `none`."""
    found = TranslatorAccount.objects.filter(workspace_id=workspace_id).first()
    return found or TranslatorAccount(workspace_id=workspace_id)


def digest_of(text: str) -> str:
    """By which a text is found again."""
    return sha256(text.encode()).hexdigest()


def glossary(workspace_id: int) -> list[GlossaryTerm]:
    return list(GlossaryTerm.objects.filter(workspace_id=workspace_id).order_by("term", "language"))


def terms_for(workspace_id: int, target: str) -> dict[str, str]:
    """What stays in a translation into `target`, as the masking rule takes it: the brand, then the glossary; a term's
    line for the language stands before the one for all.
    """
    brand = Workspace.objects.filter(pk=workspace_id).values_list("brand", flat=True).first()
    terms = {brand: ""} if brand else {}
    rows = GlossaryTerm.objects.filter(workspace_id=workspace_id, language__in=["", target]).order_by("language")
    return {**terms, **{row.term: row.fixed for row in rows}}


def translation(workspace_id: int, translation_id: int) -> Translation:
    """One translation. Refuses with NotFound."""
    row = Translation.objects.filter(workspace_id=workspace_id, pk=translation_id).select_related("thread").first()
    if row is None:
        raise NotFound(what="translation", id=translation_id)
    return row


def next_lot(workspace_id: int, limit: int) -> list[Translation]:
    """Open translations that one request may hold: of one source and target, the longest asked first."""
    rows = Translation.objects.filter(workspace_id=workspace_id, state=State.ASKED).order_by("pk")
    first = rows.first()
    return list(rows.filter(source=first.source, target=first.target)[:limit]) if first else []


def beside(workspace_id: int, texts: Sequence[str], target: str) -> dict[str, Translation]:
    """The latest translation of each text into a language, by text; one that is there stands before one asked for."""
    digests = {digest_of(text) for text in texts}
    rows = Translation.objects.filter(workspace_id=workspace_id, target=target, digest__in=digests).order_by("pk")
    found: dict[str, Translation] = {}
    for row in rows:
        if row.state == State.DONE or row.text not in found or found[row.text].state != State.DONE:
            found[row.text] = row
    return found


def untranslated(account: TranslatorAccount, limit: int) -> list[Message]:
    """Of the latest that creators wrote, so many, what nobody asked to be translated yet."""
    rows = Message.objects.filter(
        thread__shop__workspace_id=account.workspace_id, state=Message.State.RECEIVED, content_type="TEXT"
    ).exclude(text="")
    recent = list(rows.select_related("thread__creator", "thread__shop").order_by("-pk")[:limit])
    known = beside(account.workspace_id, [one.text for one in recent], account.incoming_to)
    return [one for one in recent if one.text not in known]


def language_of(thread: Thread) -> str:
    """What is known of the language a creator writes: their own, else the region's."""
    known = thread.creator.language.partition("-")[0].lower()
    return known if known in LANGUAGES else REGIONS[thread.shop.region].language


@dataclass(frozen=True, slots=True)
class Spent:
    """A month's characters beside the cap."""

    month: date
    characters: int
    cap: int

    @property
    def left(self) -> int:
        return max(0, self.cap - self.characters)


def spent(account: TranslatorAccount, now: datetime) -> Spent:
    month = month_of(now)
    rows = TranslationMonth.objects.filter(workspace_id=account.workspace_id, month=month)
    return Spent(month, rows.values_list("characters", flat=True).first() or 0, account.monthly_cap)


def ledger(workspace_id: int) -> list[TranslationCall]:
    """The latest requests."""
    return list(TranslationCall.objects.filter(workspace_id=workspace_id).order_by("-at", "-pk")[:LEDGER_LINES])


def open_drafts(workspace_id: int) -> list[TemplateDraft]:
    """Templates in another language that wait for a person, by purpose and language."""
    rows = TemplateDraft.objects.filter(workspace_id=workspace_id, state=TemplateDraft.State.OPEN)
    return list(rows.select_related("translation").order_by("purpose", "source_text", "language", "pk"))


def template_draft(workspace_id: int, draft_id: int) -> TemplateDraft:
    """One draft. Refuses with NotFound."""
    rows = TemplateDraft.objects.filter(workspace_id=workspace_id, pk=draft_id)
    row = rows.select_related("translation").first()
    if row is None:
        raise NotFound(what="template_draft", id=draft_id)
    return row
