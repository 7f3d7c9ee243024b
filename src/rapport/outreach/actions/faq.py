"""Keeping a workspace's usual questions, and what became of a suggested answer."""

from datetime import datetime

from django.db import transaction

from rapport.outreach.models import FaqEntry, FaqText, Message, SuggestionUse, Thread
from rapport.outreach.queries.faq import SHIPPED, Entry, entry, shipped_entries
from rapport.outreach.queries.limits import limits_of
from rapport.outreach.rules.forbidden import check_words
from rapport.outreach.rules.languages import check_language
from rapport.outreach.rules.wording import Purpose, Template, check_template
from rapport.shared.ids import short_code
from rapport.shared.refusals import NotFound, Reason, Refusal
from rapport.shops.actions.trail import record
from rapport.shops.rules.roles import Actor

Category = FaqEntry.Category
Outcome = SuggestionUse.Outcome
MONEY = (Category.RATE.value, Category.PAYMENT.value)


class QuestionUnnamed(Refusal):
    """A question of one's own has a name."""

    code = "faq.unnamed"


class MoneyNeedsAPerson(Refusal):
    """What is about rates or payment is never sent without a person."""

    code = "faq.money_needs_a_person"


@transaction.atomic
def add_question(workspace_id: int, title: str, category: str, *, by: Actor, now: datetime) -> FaqEntry:
    """Begin a question of one's own. Refuses with QuestionUnnamed."""
    if not title.strip():
        raise QuestionUnnamed
    slug = f"own-{short_code(workspace_id, title, str(now))}"
    made = FaqEntry.objects.create(
        workspace_id=workspace_id, slug=slug, title=title.strip()[:80], category=Category(category)
    )
    record(workspace_id, by, "faq.add", made.title, now=now)
    return made


@transaction.atomic
def keep_wording(
    workspace_id: int, slug: str, language: str, questions: str, answer: str, *, by: Actor, now: datetime
) -> None:
    """Keep how a question is asked and answered in a language; a shipped one becomes the workspace's own first.

    Refuses with NotFound, LanguageUnknown, TemplateInvalid or WordsForbidden.
    """
    check_template(Template(Purpose.ANSWER, check_language(language), answer))
    check_words(answer, limits_of(workspace_id).contact, language)
    row = _owned(workspace_id, slug)
    told = {"questions": questions.strip(), "answer": answer.strip()}
    if any(told.values()):
        FaqText.objects.update_or_create(entry=row, language=language, defaults=told)
    else:
        FaqText.objects.filter(entry=row, language=language).delete()
    record(workspace_id, by, "faq.keep", str(row), now=now, language=language)


@transaction.atomic
def allow_by_itself(workspace_id: int, slug: str, *, allowed: bool, by: Actor, now: datetime) -> None:
    """Say whether an answer may be sent without a person. Refuses with NotFound or MoneyNeedsAPerson."""
    row = _owned(workspace_id, slug)
    if allowed and row.category in MONEY:
        raise MoneyNeedsAPerson
    FaqEntry.objects.filter(pk=row.pk).update(by_itself=allowed)
    record(workspace_id, by, "faq.allow_by_itself", str(row), now=now, allowed=allowed)


@transaction.atomic
def remove_question(workspace_id: int, slug: str, *, by: Actor, now: datetime) -> None:
    """Take a question away; a shipped one is no longer suggested here. Refuses with NotFound."""
    row = _owned(workspace_id, slug)
    if slug in SHIPPED:
        FaqEntry.objects.filter(pk=row.pk).update(is_removed=True)
    else:
        row.delete()
    record(workspace_id, by, "faq.remove", str(row), now=now)


@transaction.atomic
def restore_shipped(workspace_id: int, *, by: Actor, now: datetime) -> None:
    """The shipped questions as they ship, those taken away too; a workspace's own stay."""
    FaqEntry.objects.filter(workspace_id=workspace_id, slug__in=SHIPPED).delete()
    record(workspace_id, by, "faq.restore", now=now)


@transaction.atomic
def note_sent(message: Message, slug: str, proposed: str, *, by: Actor, now: datetime) -> None:
    """An answer that began as a suggestion was sent: word for word, or changed."""
    if SuggestionUse.objects.filter(message=message).exists():
        return
    same = " ".join(message.text.split()) == " ".join(proposed.split())
    _note(message.thread, slug, Outcome.USED if same else Outcome.EDITED, message, by, now)


@transaction.atomic
def note_wrong(workspace_id: int, thread: Thread, slug: str, *, by: Actor, now: datetime) -> None:
    """A suggestion does not answer what was asked; it is not shown for this message again. Refuses with NotFound."""
    if thread.shop.workspace_id != workspace_id:
        raise NotFound(what="thread", id=thread.pk)
    _note(thread, slug, Outcome.WRONG, None, by, now)


def note_by_itself(message: Message, slug: str, sureness: str, why: Reason, *, by: Actor, now: datetime) -> None:
    """An answer went out without a person, and why; inside the transaction that queued it."""
    SuggestionUse.objects.create(
        workspace_id=message.thread.shop.workspace_id,
        thread=message.thread,
        message=message,
        slug=slug,
        sureness=sureness,
        outcome=Outcome.BY_ITSELF,
        why=why.as_json(),
        at=now,
        by=by.label[:80],
    )


def _note(
    thread: Thread, slug: str, outcome: SuggestionUse.Outcome, message: Message | None, by: Actor, now: datetime
) -> None:
    SuggestionUse.objects.create(
        workspace_id=thread.shop.workspace_id,
        thread=thread,
        message=message,
        slug=slug[:40],
        outcome=outcome,
        at=now,
        by=by.label[:80],
    )


def _owned(workspace_id: int, slug: str) -> FaqEntry:
    """The workspace's own row of a question; of a shipped one it is made, with every wording."""
    row = FaqEntry.objects.filter(workspace_id=workspace_id, slug=slug, is_removed=False).first()
    if row is not None:
        return row
    entry(workspace_id, slug)
    return _copied(workspace_id, next(one for one in shipped_entries() if one.slug == slug))


def _copied(workspace_id: int, shipped: Entry) -> FaqEntry:
    made = FaqEntry.objects.create(
        workspace_id=workspace_id, slug=shipped.slug, category=shipped.category, by_itself=shipped.by_itself
    )
    FaqText.objects.bulk_create(
        FaqText(entry=made, language=language, questions="\n".join(told.questions), answer=told.answer)
        for language, told in shipped.wordings.items()
    )
    return made
