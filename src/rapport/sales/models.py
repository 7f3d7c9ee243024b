"""Rows of order lines and refunds."""

from django.db import models

from rapport.collaborations.models import Product
from rapport.creators.models import Creator
from rapport.sales.rules.lines import LineStatus
from rapport.shops.models import Shop


class OrderLine(models.Model):
    """One product in one order, credited to one creator; amounts in minor units of `currency`."""

    class Source(models.TextChoices):
        API = "api"
        FILE = "file"

    shop = models.ForeignKey(Shop, models.CASCADE)
    order_id = models.CharField(max_length=40)
    sku_id = models.CharField(max_length=40)
    product = models.ForeignKey(Product, models.PROTECT)
    creator = models.ForeignKey(Creator, models.PROTECT)
    source = models.CharField(max_length=10, choices=Source)
    status = models.CharField(max_length=20, choices=[(status.value, status.value) for status in LineStatus])
    earns = models.BooleanField()
    is_sample = models.BooleanField(default=False)
    currency = models.CharField(max_length=3)
    price_minor = models.BigIntegerField()
    quantity = models.PositiveIntegerField()
    paid_minor = models.BigIntegerField()
    ordered_at = models.DateTimeField()
    delivered_at = models.DateTimeField(null=True)
    commission_paid_at = models.DateTimeField(null=True)
    content_id = models.CharField(max_length=40, blank=True)
    content_type = models.CharField(max_length=20, blank=True)
    platform_rate = models.IntegerField(null=True)
    platform_estimated_minor = models.BigIntegerField(null=True)
    platform_base_minor = models.BigIntegerField(null=True)
    platform_commission_minor = models.BigIntegerField(null=True)
    settled = models.BooleanField(default=False)
    """Our own ledger holds the final commission and nothing changed since."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "order_id", "sku_id", "creator"], name="an_order_line_once")
        ]
        indexes = [
            models.Index(fields=["shop", "ordered_at"], name="lines_by_time"),
            models.Index(fields=["shop", "settled"], name="lines_to_settle"),
            models.Index(fields=["creator", "shop"], name="lines_by_creator"),
        ]

    def __str__(self) -> str:
        return f"{self.order_id} {self.sku_id}"


class Refund(models.Model):
    """What came back of an order line."""

    line = models.ForeignKey(OrderLine, models.CASCADE, related_name="refunds")
    return_id = models.CharField(max_length=40)
    quantity = models.PositiveIntegerField()
    amount_minor = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["line", "return_id"], name="a_refund_once")]

    def __str__(self) -> str:
        return f"{self.return_id}: {self.amount_minor}"
