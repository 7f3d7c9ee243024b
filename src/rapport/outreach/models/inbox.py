"""What members keep beside a thread: notes, who looks at it just now, the pictures in it."""

from django.conf import settings
from django.db import models

from rapport.outreach.models.threads import Message, Thread


class ThreadNote(models.Model):
    """One note for members alone; written once and never edited."""

    thread = models.ForeignKey(Thread, models.CASCADE, related_name="notes")
    text = models.TextField()
    author = models.CharField(max_length=80)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True)
    written_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["thread", "-written_at"], name="thread_notes_newest")]

    def __str__(self) -> str:
        return self.text[:40]


class Presence(models.Model):
    """A member has a thread open; both times are the machine's, and a row that is seconds old means nothing."""

    thread = models.ForeignKey(Thread, models.CASCADE)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE)
    here_at = models.DateTimeField()
    typed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["thread", "user"], name="one_presence_a_member_and_thread")]

    def __str__(self) -> str:
        return f"{self.user_id} at {self.thread_id}"


class Picture(models.Model):
    """A message's picture, kept here: a page loads nothing from elsewhere."""

    message = models.OneToOneField(Message, models.CASCADE, related_name="picture")
    content = models.BinaryField()
    """Empty where it could not be had."""
    media_type = models.CharField(max_length=20, blank=True)
    platform_url = models.CharField(max_length=500, blank=True)
    """Where the platform keeps one of ours; empty before it was uploaded."""

    def __str__(self) -> str:
        return f"{self.message_id} {self.media_type}"
