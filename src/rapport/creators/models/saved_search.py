"""A search of the marketplace that is kept, and run again."""

from datetime import datetime

from django.db import models

from rapport.creators.rules.marketplace import Wanted, next_run
from rapport.shops.models import Shop


class SavedSearch(models.Model):
    """What a shop looks for in its marketplace, how often, and what the last run found."""

    shop = models.ForeignKey(Shop, models.CASCADE)
    name = models.CharField(max_length=60)
    conditions = models.JSONField()
    every_days = models.PositiveSmallIntegerField(null=True)
    is_paused = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=80)
    asked_at = models.DateTimeField(null=True)
    """When a person asked for a run that has not begun yet."""

    started_at = models.DateTimeField(null=True)
    """When the run that is under way began; its creators count as seen then, however often it is taken up again."""
    page_token = models.TextField(blank=True)
    search_key = models.TextField(blank=True)
    new_so_far = models.PositiveIntegerField(default=0)
    known_so_far = models.PositiveIntegerField(default=0)

    last_run_at = models.DateTimeField(null=True)
    found_new = models.PositiveIntegerField(null=True)
    found_known = models.PositiveIntegerField(null=True)
    trouble = models.JSONField(null=True)
    """Why the platform would not take it the last time."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "name"], name="a_search_is_named_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def wanted(self) -> Wanted:
        return Wanted.from_json(self.conditions)

    @property
    def next_at(self) -> datetime | None:
        """When it is due by itself; None where nothing is planned."""
        return None if self.is_paused else next_run(self.every_days, self.last_run_at, self.made_at)

    def is_due(self, now: datetime) -> bool:
        """Whether a run is to begin, or one that began is to go on."""
        planned = self.next_at
        return bool(self.asked_at or self.started_at or (planned is not None and planned <= now))
