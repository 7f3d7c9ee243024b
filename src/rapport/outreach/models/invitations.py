"""One creator asked into one campaign, with its life from queued to closed."""

from datetime import datetime

from django.db import models

from rapport.collaborations.models import TargetCollaboration
from rapport.creators.models import Creator
from rapport.outreach.models.quota import Reservation
from rapport.outreach.rules.life import Ending, InvitationFacts, Stage
from rapport.shops.models import Shop


class Invitation(models.Model):
    """The invitation's own row; what was said stands in the thread, what was offered in the collaboration."""

    shop = models.ForeignKey(Shop, models.CASCADE)
    creator = models.ForeignKey(Creator, models.PROTECT)
    collaboration = models.ForeignKey(TargetCollaboration, models.PROTECT, related_name="invitations")
    reservation = models.ForeignKey(Reservation, models.PROTECT, null=True)
    key = models.CharField(max_length=80, unique=True)
    attempt = models.PositiveSmallIntegerField(default=1)
    stage = models.CharField(
        max_length=10, choices=[(stage.value, stage.value) for stage in Stage], default=Stage.QUEUED
    )
    ending = models.CharField(max_length=10, choices=[(ending.value, ending.value) for ending in Ending], blank=True)
    queued_at = models.DateTimeField()
    invited_at = models.DateTimeField(null=True)
    replied_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    active_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    reopened_at = models.DateTimeField(null=True)
    free_from = models.DateTimeField(null=True)
    """From when on a person lets the creator be asked again; empty for the playbook's cool-down."""
    reminders = models.PositiveSmallIntegerField(default=0)
    why = models.JSONField(default=dict)
    """The planner's reason, in the words it was approved with."""

    class Meta:
        indexes = [
            models.Index(fields=["shop", "stage"], name="invitations_by_stage"),
            models.Index(fields=["creator", "shop"], name="invitations_by_creator"),
        ]

    def __str__(self) -> str:
        return f"{self.creator_id} {self.stage}"

    def facts(
        self, last_out_at: datetime | None, last_in_at: datetime | None, *, sample_under_way: bool = False
    ) -> InvitationFacts:
        """The row as the follow-up rule sees it."""
        return InvitationFacts(
            stage=Stage(self.stage),
            invited_at=self.invited_at,
            last_out_at=last_out_at,
            last_in_at=last_in_at,
            accepted_at=self.accepted_at,
            closed_at=self.closed_at,
            ending=Ending(self.ending) if self.ending else None,
            reminders=self.reminders,
            attempt=self.attempt,
            sample_under_way=sample_under_way,
            replied_at=self.replied_at,
            active_at=self.active_at,
            reopened_at=self.reopened_at,
            free_from=self.free_from,
        )
