"""How shops reach the platform: connections with their secrets and clock, shops with their tokens."""

from django.db import models

from rapport.policies.models import PlaybookRecord
from rapport.shops.models.encrypted import EncryptedTextField
from rapport.shops.models.workspaces import Workspace


class Connection(models.Model):
    """An app registered with the platform, or with a sandbox; its time is what its shops live in."""

    class Kind(models.TextChoices):
        PLATFORM = "platform"
        SANDBOX = "sandbox"

    workspace = models.ForeignKey(Workspace, models.CASCADE)
    kind = models.CharField(max_length=10, choices=Kind)
    base_url = models.URLField()
    auth_url = models.URLField()
    app_key = models.CharField(max_length=40)
    app_secret = EncryptedTextField()
    service_id = models.CharField(max_length=40, blank=True)
    webhook_secret = EncryptedTextField(blank=True)
    control_token = EncryptedTextField(blank=True)
    """The sandbox's own, for its clock; empty for the platform."""
    clock_machine = models.DateTimeField(null=True)
    clock_shown = models.DateTimeField(null=True)
    clock_speed = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"{self.kind} {self.base_url}"


class Shop(models.Model):
    """One seller shop on the platform. Without a connection it lives on files alone."""

    workspace = models.ForeignKey(Workspace, models.CASCADE)
    connection = models.ForeignKey(Connection, models.PROTECT, null=True)
    name = models.CharField(max_length=80)
    region = models.CharField(max_length=2)
    currency = models.CharField(max_length=3)
    timezone = models.CharField(max_length=40)
    pack = models.CharField(max_length=40)
    playbook = models.ForeignKey(PlaybookRecord, models.PROTECT, null=True)
    cap_entered = models.PositiveIntegerField(null=True)
    """A weekly cap that the seller read in their account; stands in place of the pack's."""
    cap_entered_on = models.DateField(null=True)
    platform_id = models.CharField(max_length=40, blank=True)
    quota_of = models.ForeignKey("self", models.SET_NULL, null=True, related_name="shared_by")
    """The row of another workspace that stood for this shop of the platform first: its quota windows count."""
    open_id = models.CharField(max_length=80, blank=True)
    cipher = EncryptedTextField(blank=True)
    access_token = EncryptedTextField(blank=True)
    access_expires_at = models.DateTimeField(null=True)
    refresh_token = EncryptedTextField(blank=True)
    refresh_expires_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=60, blank=True)
    """The code of what keeps this shop from working, such as a revoked authorization; empty when all is well."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "platform_id"],
                condition=~models.Q(platform_id=""),
                name="a_shop_once_a_workspace",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def counted_at(self) -> int:
        """The id under which this shop's quota is counted."""
        return self.quota_of_id or self.pk
