"""Steps that stories of translation take again and again."""

from datetime import datetime

from tests.cast import MEI, NOW, Cast

from rapport.outreach.actions.translator import Wish, choose_translator
from rapport.outreach.models import Translation, TranslationCall, TranslatorAccount
from rapport.outreach.queries.translation import account_of, spent

Kind = TranslatorAccount.Kind
URL = "https://translate.example"
KEY = "a-key-nobody-may-see"


def served(
    cast: Cast, kind: TranslatorAccount.Kind = Kind.DEEPL, *, cap: int = 10_000, incoming_to: str = ""
) -> TranslatorAccount:
    """Mei's workspace uses a service."""
    base_url = f"{URL}/v1" if kind is Kind.CHAT else URL
    wish = Wish(kind, base_url, KEY, model="small", monthly_cap=cap, incoming_to=incoming_to)
    return choose_translator(cast.moonwell.pk, wish, by=MEI, now=NOW)


def settled(translation: Translation) -> tuple[str, str, str]:
    """State, result, and the code of why."""
    translation.refresh_from_db()
    return translation.state, translation.result, str(translation.why.get("code", ""))


def counted(cast: Cast, now: datetime) -> int:
    """Characters of the month."""
    return spent(account_of(cast.moonwell.pk), now).characters


def lines(cast: Cast) -> list[tuple[str, int, int]]:
    """The ledger: state, texts and characters of each request."""
    rows = TranslationCall.objects.filter(workspace=cast.moonwell).order_by("pk")
    return list(rows.values_list("state", "texts", "characters"))
