"""What the platform tells by itself: each event once, and how well the telling works for each shop."""

from django.db import models

from rapport.shops.models.connections import Connection, Shop


class PlatformEvent(models.Model):
    """One event that was believed, by the platform's own id; what it was about is read, never taken from it."""

    connection = models.ForeignKey(Connection, models.CASCADE)
    shop = models.ForeignKey(Shop, models.CASCADE, null=True)
    """Empty where it is about a shop that is not ours."""
    key = models.CharField(max_length=80)
    type = models.PositiveIntegerField()
    subject = models.CharField(max_length=80, blank=True)
    """The platform's id of what changed, such as a message's."""
    at = models.DateTimeField()
    taken_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["connection", "key"], name="an_event_once_a_connection")]
        indexes = [
            models.Index(fields=["shop", "type", "subject"], name="events_by_subject"),
            models.Index(fields=["taken_at"], name="events_by_age"),
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.key}"


class Hook(models.Model):
    """How one kind of event reaches us for one shop: where it was registered, when heard, when missed."""

    shop = models.ForeignKey(Shop, models.CASCADE, related_name="hooks")
    type = models.PositiveIntegerField()
    address = models.CharField(max_length=255, blank=True)
    registered_at = models.DateTimeField(null=True)
    """Empty where the platform's Partner Center registers it for the whole app."""
    heard_at = models.DateTimeField(null=True)
    missed_at = models.DateTimeField(null=True)
    """When reading last found something of which no event had told."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "type"], name="one_hook_a_shop_and_type")]

    def __str__(self) -> str:
        return f"{self.type} of {self.shop_id}"
