"""What changed in the library since an index of it was built."""

from django.db import models
from django.db.models.functions import Now

from rapport.shops.models import Workspace


class LibraryChange(models.Model):
    """Creators whose searchable facts one transaction changed; only ever added, pruned when old.

    Every index of the library reads on from the last change it knows, each at its own pace.
    """

    workspace = models.ForeignKey(Workspace, models.CASCADE)
    creator_ids = models.JSONField()
    at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [models.Index(fields=["workspace", "id"], name="library_change_in_order")]

    def __str__(self) -> str:
        return f"{self.workspace_id}: {len(self.creator_ids)} creators"
