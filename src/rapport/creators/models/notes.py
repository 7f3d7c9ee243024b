"""What members write down about a creator."""

from django.conf import settings
from django.db import models

from rapport.creators.models.creator import Creator
from rapport.creators.models.lists import AUTHOR_CHARS


class CreatorNote(models.Model):
    """One note: its text, who wrote it, when. It is written once and never edited."""

    creator = models.ForeignKey(Creator, models.CASCADE, related_name="notes")
    text = models.TextField()
    author = models.CharField(max_length=AUTHOR_CHARS)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True)
    written_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["creator", "-written_at"], name="notes_newest")]

    def __str__(self) -> str:
        return self.text[:40]
