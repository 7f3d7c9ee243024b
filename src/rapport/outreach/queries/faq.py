"""The usual questions: those that ship and a workspace's own, prepared for matching; what became of suggestions."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files

from django.db.models import Count

from rapport.outreach.models import AnswerDraft, FaqEntry, FaqText, Message, SuggestionUse, Thread
from rapport.outreach.queries.phrases import greeting_phrases
from rapport.outreach.rules.faq import GREETING, Matcher
from rapport.outreach.rules.wording import Purpose, Template, check_template
from rapport.shared.refusals import NotFound

Category = FaqEntry.Category
SHIPPED: Mapping[str, tuple[FaqEntry.Category, bool]] = {
    "rate": (Category.RATE, False),
    "sample": (Category.SAMPLE, True),
    "shipping": (Category.SHIPPING, True),
    "address": (Category.SHIPPING, True),
    "product": (Category.PRODUCT, True),
    "brief": (Category.BRIEF, True),
    "payment": (Category.PAYMENT, False),
    "brand": (Category.OTHER, True),
}
"""The shipped questions with their category, and whether they may be sent without a person: money never."""
LATEST = 20


@dataclass(frozen=True, slots=True)
class Wording:
    """An entry in one language."""

    questions: tuple[str, ...]
    answer: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One question with its answers; `title` is empty for a shipped one, whose name stands in the catalogues."""

    slug: str
    category: str
    by_itself: bool
    title: str = ""
    is_own: bool = False
    wordings: Mapping[str, Wording] = field(default_factory=dict)

    def templates(self) -> tuple[Template, ...]:
        """Its answers, as messages are composed from."""
        told = ((language, one.answer) for language, one in self.wordings.items() if one.answer.strip())
        return tuple(Template(Purpose.ANSWER, language, answer) for language, answer in told)


@cache
def shipped_entries() -> tuple[Entry, ...]:
    """Every shipped question in every language, read once. Refuses with TemplateInvalid."""
    folder = files("rapport.outreach") / "faq"
    told = {
        one.name.removesuffix(".toml"): tomllib.loads(one.read_text(encoding="utf-8"))
        for one in sorted(folder.iterdir(), key=lambda one: one.name)
        if one.name.endswith(".toml")
    }
    found = []
    for slug, (category, by_itself) in SHIPPED.items():
        wordings = {
            language: Wording(tuple(entries[slug]["questions"]), entries[slug]["answer"])
            for language, entries in told.items()
        }
        found.append(Entry(slug, category.value, by_itself, wordings=wordings))
    for template in (template for one in found for template in one.templates()):
        check_template(template)
    return tuple(found)


def entries_of(workspace_id: int) -> list[Entry]:
    """A workspace's questions: the shipped ones, those it changed in their place, then its own."""
    rows = FaqEntry.objects.filter(workspace_id=workspace_id).prefetch_related("texts").order_by("pk")
    own = {row.slug: row for row in rows}
    shipped = [_own(own[one.slug]) if one.slug in own else one for one in shipped_entries()]
    kept = [one for one in shipped if one.slug not in own or not own[one.slug].is_removed]
    return [*kept, *(_own(row) for row in rows if row.slug not in SHIPPED)]


def entry(workspace_id: int, slug: str) -> Entry:
    """One question. Refuses with NotFound."""
    found = next((one for one in entries_of(workspace_id) if one.slug == slug), None)
    if found is None:
        raise NotFound(what="question", id=slug)
    return found


def matcher_for(entries: Sequence[Entry]) -> Matcher:
    """The matcher of these questions; the same questions are prepared once."""
    phrases = [(one.slug, phrase) for one in entries for told in one.wordings.values() for phrase in told.questions]
    return _prepared(tuple(phrases))


@lru_cache(maxsize=16)
def _prepared(phrases: tuple[tuple[str, str], ...]) -> Matcher:
    return Matcher.of([*phrases, *((GREETING, phrase) for phrase in greeting_phrases())])


def _own(row: FaqEntry) -> Entry:
    wordings = {text.language: Wording(_lines(text), text.answer) for text in row.texts.all()}
    return Entry(row.slug, row.category, row.by_itself, row.title, is_own=True, wordings=wordings)


def _lines(text: FaqText) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.questions.splitlines() if line.strip())


def unanswered(thread: Thread) -> list[Message]:
    """What a creator wrote since we last did, oldest first."""
    rows = list(Message.objects.filter(thread=thread).order_by("-due_at", "-pk")[:LATEST])
    found = []
    for row in rows:
        if row.state in (Message.State.CANCELLED, Message.State.REFUSED):
            continue
        if row.state != Message.State.RECEIVED:
            break
        found.append(row)
    return found[::-1]


def draft_of(message: Message) -> AnswerDraft | None:
    """What a model proposes to answer to a message, or is asked to."""
    return AnswerDraft.objects.filter(message=message).first()


def open_answer_drafts(workspace_id: int) -> list[AnswerDraft]:
    """Drafts that a model is asked for, the longest asked first."""
    rows = AnswerDraft.objects.filter(thread__shop__workspace_id=workspace_id, state=AnswerDraft.State.ASKED)
    return list(rows.select_related("message", "thread__creator", "thread__shop__workspace").order_by("pk"))


def wrong_for(thread: Thread) -> set[str]:
    """The questions that a person called wrong since the creator last wrote."""
    rows = SuggestionUse.objects.filter(thread=thread, outcome=SuggestionUse.Outcome.WRONG)
    if thread.last_in_at is not None:
        rows = rows.filter(at__gte=thread.last_in_at)
    return set(rows.values_list("slug", flat=True))


def sent_by_itself(thread: Thread) -> dict[int, SuggestionUse]:
    """Why answers of a thread went out without a person, by message id."""
    rows = SuggestionUse.objects.filter(thread=thread, outcome=SuggestionUse.Outcome.BY_ITSELF)
    return {row.message_id: row for row in rows if row.message_id is not None}


def uses_of(workspace_id: int) -> dict[str, dict[str, int]]:
    """How often each suggestion was used, edited, wrong or sent by itself, by slug and outcome."""
    rows = SuggestionUse.objects.filter(workspace_id=workspace_id)
    found: dict[str, dict[str, int]] = {}
    for slug, outcome, count in rows.values_list("slug", "outcome").annotate(count=Count("pk")):
        found.setdefault(slug, dict.fromkeys(SuggestionUse.Outcome.values, 0))[outcome] = count
    return found
