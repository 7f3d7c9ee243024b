"""Rows of translation: a workspace's service and glossary, what was spent, every text once, drafts of templates."""

from django.db import models

from rapport.outreach.models.threads import WORDING_CHARS, MessageTemplate, Thread
from rapport.outreach.rules.spending import CAP_AT_FIRST
from rapport.outreach.rules.wording import Purpose
from rapport.shops.models import Workspace
from rapport.shops.models.encrypted import EncryptedTextField

CODE_CHARS, NAME_CHARS = 10, 80


class TranslatorAccount(models.Model):
    """The translation service a workspace uses, and what it may spend there."""

    class Kind(models.TextChoices):
        NONE = "none"
        LIBRETRANSLATE = "libretranslate"
        DEEPL = "deepl"
        CHAT = "chat"
        """A chat model; it may also draft answers."""

    workspace = models.OneToOneField(Workspace, models.CASCADE, related_name="translator")
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.NONE)
    base_url = models.URLField(blank=True)
    key = EncryptedTextField(blank=True)
    model = models.CharField(max_length=NAME_CHARS, blank=True)
    glossary_id = models.CharField(max_length=NAME_CHARS, blank=True)
    monthly_cap = models.PositiveIntegerField(default=CAP_AT_FIRST)
    glossary_version = models.PositiveIntegerField(default=1)
    incoming_to = models.CharField(max_length=CODE_CHARS, blank=True)
    """Into which language what creators write is translated by itself; empty for none."""
    drafts_answers = models.BooleanField(default=False)
    trouble = models.CharField(max_length=60, blank=True)
    """The code of what keeps the service from working; empty when all is well."""

    def __str__(self) -> str:
        return f"{self.workspace_id}: {self.service}"

    @property
    def service(self) -> str:
        """Whose translations these are: two models of one kind give different ones."""
        return f"{self.kind}:{self.model}" if self.kind == self.Kind.CHAT else self.kind


class GlossaryTerm(models.Model):
    """A term that is never translated, or has one translation; `language` empty is every language."""

    workspace = models.ForeignKey(Workspace, models.CASCADE)
    term = models.CharField(max_length=NAME_CHARS)
    language = models.CharField(max_length=CODE_CHARS, blank=True)
    fixed = models.CharField(max_length=NAME_CHARS, blank=True)
    """What stands for it; empty for the term as it is written."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "term", "language"], name="a_term_once_a_language")]

    def __str__(self) -> str:
        return f"{self.term} → {self.fixed or self.term} ({self.language or '*'})"


class TranslationMonth(models.Model):
    """The characters of a month that were sent, or are being sent."""

    workspace = models.ForeignKey(Workspace, models.CASCADE)
    month = models.DateField()
    characters = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "month"], name="one_translation_month")]

    def __str__(self) -> str:
        return f"{self.workspace_id} {self.month:%Y-%m}: {self.characters}"


class TranslationCall(models.Model):
    """The ledger: one line for each request to a service. Lines are only added, and settled once."""

    class Purpose(models.TextChoices):
        TRANSLATE = "translate"
        DRAFT = "draft"

    class State(models.TextChoices):
        CALLING = "calling"
        DONE = "done"
        REFUSED = "refused"
        """Certainly not charged: its characters were given back."""
        UNCLEAR = "unclear"
        """Nobody knows whether it was charged: its characters stay counted."""

    workspace = models.ForeignKey(Workspace, models.CASCADE)
    month = models.ForeignKey(TranslationMonth, models.PROTECT, related_name="calls")
    at = models.DateTimeField()
    purpose = models.CharField(max_length=10, choices=Purpose)
    service = models.CharField(max_length=NAME_CHARS + 20)
    target = models.CharField(max_length=CODE_CHARS, blank=True)
    texts = models.PositiveIntegerField()
    characters = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State, default=State.CALLING)
    why = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["workspace", "-at"], name="translation_calls_newest")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.service} {self.characters} ({self.state})"


class Translation(models.Model):
    """One text in one language by one service under one state of the glossary: what was asked, and once it is there,
    the answer that is never paid for again.
    """

    class State(models.TextChoices):
        ASKED = "asked"
        DONE = "done"
        REFUSED = "refused"
        """The service's answer lost or made something: a person is asked."""
        FAILED = "failed"
        """No answer could be had; it may be asked again."""

    workspace = models.ForeignKey(Workspace, models.CASCADE)
    thread = models.ForeignKey(Thread, models.CASCADE, null=True)
    """Whose talk it is first from; it goes with the talk."""
    digest = models.CharField(max_length=64)
    text = models.TextField()
    source = models.CharField(max_length=CODE_CHARS, blank=True)
    target = models.CharField(max_length=CODE_CHARS)
    service = models.CharField(max_length=NAME_CHARS + 20)
    glossary_version = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    result = models.TextField(blank=True)
    detected = models.CharField(max_length=CODE_CHARS, blank=True)
    why = models.JSONField(default=dict)
    tries = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "digest", "source", "target", "service", "glossary_version"],
                name="a_text_translated_once",
            )
        ]
        indexes = [
            models.Index(fields=["workspace", "state"], name="translations_open"),
            models.Index(fields=["workspace", "target", "digest"], name="translations_by_text"),
        ]

    def __str__(self) -> str:
        return f"→ {self.target} ({self.state}): {self.text[:40]}"


class TemplateDraft(models.Model):
    """A template in another language that nobody has approved yet; only an approved one becomes a template."""

    class State(models.TextChoices):
        OPEN = "open"
        APPROVED = "approved"
        DROPPED = "dropped"

    workspace = models.ForeignKey(Workspace, models.CASCADE)
    purpose = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Purpose])
    wording = models.CharField(max_length=WORDING_CHARS, default="")
    """The name of the wording that it is to be in another language."""
    source = models.CharField(max_length=CODE_CHARS)
    source_text = models.TextField()
    language = models.CharField(max_length=CODE_CHARS)
    translation = models.ForeignKey(Translation, models.SET_NULL, null=True)
    """What a service makes of it; empty where a person types."""
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    template = models.ForeignKey(MessageTemplate, models.SET_NULL, null=True)
    made_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.CharField(max_length=NAME_CHARS, blank=True)

    class Meta:
        indexes = [models.Index(fields=["workspace", "state"], name="template_drafts_open")]

    def __str__(self) -> str:
        return f"{self.purpose} {self.language} ({self.state})"

    @property
    def proposed(self) -> str:
        """The machine's words, where they stood every check."""
        done = self.translation is not None and self.translation.state == Translation.State.DONE
        return self.translation.result if done and self.translation else ""
