"""Rows of the usual questions: a workspace's own entries, what became of suggestions, what a model drafted."""

from django.db import models

from rapport.outreach.models.threads import Message, Thread
from rapport.outreach.models.translation import CODE_CHARS, NAME_CHARS
from rapport.outreach.rules.faq import Sureness
from rapport.shops.models import Workspace


class FaqEntry(models.Model):
    """A question creators ask, with its answers; one with a shipped entry's slug stands in that one's place."""

    class Category(models.TextChoices):
        RATE = "rate"
        SAMPLE = "sample"
        SHIPPING = "shipping"
        PRODUCT = "product"
        BRIEF = "brief"
        PAYMENT = "payment"
        OTHER = "other"

    workspace = models.ForeignKey(Workspace, models.CASCADE)
    slug = models.CharField(max_length=40)
    title = models.CharField(max_length=NAME_CHARS, blank=True)
    """What people call it; shipped ones have their name in the catalogues."""
    category = models.CharField(max_length=10, choices=Category)
    by_itself = models.BooleanField(default=False)
    """Whether it may be sent without a person, where a campaign allows that."""
    is_removed = models.BooleanField(default=False)
    """A shipped entry that this workspace does not want."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "slug"], name="a_question_once_a_workspace")]

    def __str__(self) -> str:
        return self.title or self.slug


class FaqText(models.Model):
    """An entry in one language: how it is asked, a phrase a line, and how it is answered, with variables."""

    entry = models.ForeignKey(FaqEntry, models.CASCADE, related_name="texts")
    language = models.CharField(max_length=CODE_CHARS)
    questions = models.TextField(blank=True)
    answer = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "language"], name="a_question_once_a_language")]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.language}"


class SuggestionUse(models.Model):
    """What became of a suggested answer: one line for each message a suggestion was used for, or found wrong for."""

    class Outcome(models.TextChoices):
        USED = "used"
        EDITED = "edited"
        WRONG = "wrong"
        BY_ITSELF = "by_itself"

    workspace = models.ForeignKey(Workspace, models.CASCADE)
    thread = models.ForeignKey(Thread, models.CASCADE)
    message = models.ForeignKey(Message, models.CASCADE, null=True, related_name="suggestion")
    """The answer that was sent; empty for a wrong one."""
    slug = models.CharField(max_length=40)
    """Of the entry; `draft` for a model's."""
    sureness = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Sureness], blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome)
    why = models.JSONField(default=dict)
    at = models.DateTimeField()
    by = models.CharField(max_length=NAME_CHARS)

    class Meta:
        indexes = [models.Index(fields=["workspace", "slug"], name="suggestion_uses")]

    def __str__(self) -> str:
        return f"{self.slug}: {self.outcome}"


class AnswerDraft(models.Model):
    """What a model proposes to answer to one message; nothing sends it but a person."""

    class State(models.TextChoices):
        ASKED = "asked"
        DONE = "done"
        REFUSED = "refused"
        """It named a price, a promise or contact data."""
        FAILED = "failed"

    thread = models.ForeignKey(Thread, models.CASCADE)
    message = models.OneToOneField(Message, models.CASCADE, related_name="answer_draft")
    """The creator's message that it answers."""
    text = models.TextField(blank=True)
    """With its variables still open."""
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    why = models.JSONField(default=dict)
    tries = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["state"], name="answer_drafts_open")]

    def __str__(self) -> str:
        return f"{self.message_id} ({self.state})"
