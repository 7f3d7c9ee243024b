"""How a workspace reads a kind of file that no shipped layout knows."""

from django.db import models

from rapport.shops.models import Workspace


class ColumnMapping(models.Model):
    """The meaning of a file's columns as a person told it once, found again by the set of its headers."""

    workspace = models.ForeignKey(Workspace, models.CASCADE)
    key = models.CharField(max_length=32)
    """Of the folded headers, in no order."""
    columns = models.JSONField()
    """Every header of the file, as it stood there."""
    fields = models.JSONField()
    """By field the header it stands under (`column`) and how it is read (`reads`)."""
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "key"], name="a_header_is_mapped_once")]

    def __str__(self) -> str:
        return ", ".join(self.columns)
