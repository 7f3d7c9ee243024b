"""The limits that a campaign keeps when it runs by itself."""

from datetime import time

from django.db import models

from rapport.campaigns.models.campaigns import Campaign
from rapport.outreach.rules.pace import Pace

EVERY_DAY = "0123456"


class CampaignLimits(models.Model):
    """Beside the campaign's own `per_day_max`; a campaign without a row keeps the playbook's."""

    campaign = models.OneToOneField(Campaign, models.CASCADE, related_name="limits")
    per_hour_max = models.PositiveIntegerField()
    minds_holidays = models.BooleanField(default=True)
    works_on = models.CharField(max_length=7, default=EVERY_DAY)
    """Weekdays on which it works, as digits from 0 = Monday."""
    works_from = models.TimeField(null=True)
    works_until = models.TimeField(null=True)

    def __str__(self) -> str:
        return f"{self.campaign_id}: {self.per_hour_max} an hour"

    @property
    def pace(self) -> Pace:
        """The row as the rule sees it."""
        days = tuple(int(day) for day in self.works_on)
        return Pace(self.per_hour_max, self.minds_holidays, days, _plain(self.works_from), _plain(self.works_until))


def _plain(clock: time | None) -> time | None:
    return None if clock is None else clock.replace(second=0, microsecond=0)
