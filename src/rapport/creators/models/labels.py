"""Tags: words that a workspace puts on creators."""

from django.db import models

from rapport.creators.models.creator import Creator
from rapport.creators.rules.naming import FOLDED_CHARS, NAME_CHARS
from rapport.shops.models import Workspace


class Tag(models.Model):
    """A word of this workspace; `folded` is what tells whether two are the same."""

    workspace = models.ForeignKey(Workspace, models.CASCADE)
    name = models.CharField(max_length=NAME_CHARS)
    folded = models.CharField(max_length=FOLDED_CHARS)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "folded"], name="a_tag_once_a_workspace")]

    def __str__(self) -> str:
        return self.name


class CreatorTag(models.Model):
    """A tag on a creator."""

    creator = models.ForeignKey(Creator, models.CASCADE, related_name="tags")
    tag = models.ForeignKey(Tag, models.CASCADE, related_name="uses")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["creator", "tag"], name="a_tag_once_a_creator")]
        indexes = [models.Index(fields=["tag", "creator"], name="creators_with_tag")]

    def __str__(self) -> str:
        return f"{self.creator_id}: {self.tag_id}"
