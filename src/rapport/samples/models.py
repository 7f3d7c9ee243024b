"""Rows of samples and content."""

from django.db import models

from rapport.collaborations.models import Product
from rapport.creators.models import Creator
from rapport.samples.rules.deadlines import SampleStage
from rapport.shops.models import Shop


class SampleRequest(models.Model):
    """One creator's request for one product, as the platform shows it and as we decided."""

    shop = models.ForeignKey(Shop, models.CASCADE)
    creator = models.ForeignKey(Creator, models.PROTECT)
    product = models.ForeignKey(Product, models.PROTECT)
    platform_id = models.CharField(max_length=40)
    status = models.CharField(max_length=40)
    """The platform's own word."""
    stage = models.CharField(max_length=20, choices=[(stage.value, stage.value) for stage in SampleStage])
    requested_at = models.DateTimeField()
    """When we first saw it; the platform does not say when it was made."""
    approve_by = models.DateTimeField(null=True)
    ship_by = models.DateTimeField(null=True)
    decision = models.CharField(max_length=10, blank=True)
    """`approve` or `reject` as decided here; the platform is told by a job."""
    decided_why = models.JSONField(default=dict)
    told_at = models.DateTimeField(null=True)
    shipped_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField(null=True)
    content_due_at = models.DateTimeField(null=True)
    fulfilled_at = models.DateTimeField(null=True)
    notices_sent = models.PositiveSmallIntegerField(default=0)
    available = models.IntegerField(null=True)
    fulfilment_rate = models.IntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "platform_id"], name="a_sample_once_a_shop")]
        indexes = [models.Index(fields=["shop", "stage"], name="samples_by_stage")]

    def __str__(self) -> str:
        return f"{self.platform_id} {self.stage}"


class Content(models.Model):
    """A short video or a LIVE that carries a product."""

    shop = models.ForeignKey(Shop, models.CASCADE)
    creator = models.ForeignKey(Creator, models.PROTECT)
    product = models.ForeignKey(Product, models.PROTECT)
    sample = models.ForeignKey(SampleRequest, models.PROTECT, null=True, related_name="contents")
    platform_id = models.CharField(max_length=40)
    form = models.CharField(max_length=10)
    """`VIDEO` or `LIVE`."""
    title = models.CharField(max_length=300, blank=True)
    url = models.URLField(max_length=500, blank=True)
    posted_at = models.DateTimeField()
    views = models.BigIntegerField(null=True)
    likes = models.BigIntegerField(null=True)
    comments = models.BigIntegerField(null=True)
    paid_orders = models.IntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "platform_id", "product"], name="content_once_a_product")
        ]
        indexes = [models.Index(fields=["shop", "posted_at"], name="content_by_time")]

    def __str__(self) -> str:
        return self.title or self.platform_id
