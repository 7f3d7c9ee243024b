"""How groups of the library's creators stand, as the last scoring pass found them."""

from django.db import models

from rapport.shops.models import Workspace


class GroupStanding(models.Model):
    """The tables of one country and category, of a country, or of the whole library (both names empty)."""

    workspace = models.ForeignKey(Workspace, models.CASCADE)
    region = models.CharField(max_length=2, blank=True)
    category = models.CharField(max_length=60, blank=True)
    figures = models.JSONField()
    """As `rules.standings.Standing.as_json` writes them."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "region", "category"], name="one_standing_a_group")]

    def __str__(self) -> str:
        return f"{self.workspace_id} {self.region} {self.category}"


class ScoringPass(models.Model):
    """When a workspace's creators were all scored last, and how many there were."""

    workspace = models.OneToOneField(Workspace, models.CASCADE)
    scored_at = models.DateTimeField()
    creators = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.workspace_id} {self.scored_at:%Y-%m-%d}"
