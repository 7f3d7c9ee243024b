"""Handles that a creator had before, or under which another record of theirs stood."""

from django.db import models

from rapport.creators.models.creator import Creator


class FormerHandle(models.Model):
    """A handle in a region, with the source that told it and the time in which it was seen."""

    creator = models.ForeignKey(Creator, models.CASCADE, related_name="former_handles")
    handle = models.CharField(max_length=80)
    region = models.CharField(max_length=2, blank=True)
    source = models.CharField(max_length=40)
    first_seen_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["creator", "handle", "region"], name="a_former_handle_once_a_creator")
        ]
        indexes = [models.Index(fields=["handle"], name="former_handles")]
        ordering = ["-last_seen_at", "pk"]

    def __str__(self) -> str:
        return f"@{self.handle}"
