"""Lists of creators that people put together by hand."""

from django.db import models

from rapport.creators.models.creator import Creator
from rapport.creators.rules.naming import FOLDED_CHARS, NAME_CHARS
from rapport.shops.models import Workspace

AUTHOR_CHARS = 80


class CreatorList(models.Model):
    """A named list; every member of the workspace sees it."""

    workspace = models.ForeignKey(Workspace, models.CASCADE)
    name = models.CharField(max_length=NAME_CHARS)
    folded = models.CharField(max_length=FOLDED_CHARS)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "folded"], name="a_list_once_a_workspace")]

    def __str__(self) -> str:
        return self.name


class ListEntry(models.Model):
    """A creator on a list: who put them there, and when."""

    list = models.ForeignKey(CreatorList, models.CASCADE, related_name="entries")
    creator = models.ForeignKey(Creator, models.CASCADE, related_name="entries")
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=AUTHOR_CHARS)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["list", "creator"], name="a_creator_once_a_list")]
        indexes = [models.Index(fields=["list", "-added_at"], name="entries_newest")]
        verbose_name_plural = "list entries"

    def __str__(self) -> str:
        return f"{self.creator_id} on {self.list_id}"
