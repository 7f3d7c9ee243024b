"""What a creator carries and posts, as data tools show it."""

from django.db import models

from rapport.creators.models.creator import Creator
from rapport.creators.rules.content.posts import Form


class CarriedProduct(models.Model):
    """A product that a creator promotes: title, price, category and what it sold (28 days)."""

    creator = models.ForeignKey(Creator, models.CASCADE, related_name="carried")
    product_key = models.CharField(max_length=40)
    title = models.CharField(max_length=300)
    brand = models.CharField(max_length=80, blank=True)
    """Empty where no source names it: it is never guessed from the title."""
    category = models.CharField(max_length=120, blank=True)
    price_minor = models.BigIntegerField(null=True)
    currency = models.CharField(max_length=3)
    commission_rate = models.IntegerField(null=True)
    units_28d = models.BigIntegerField(null=True)
    gmv_28d_minor = models.BigIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["creator", "product_key"], name="carried_once_a_creator")]

    def __str__(self) -> str:
        return self.title


class SeenVideo(models.Model):
    """A short video or LIVE of a creator; one row for each product that it is known to carry."""

    creator = models.ForeignKey(Creator, models.CASCADE, related_name="videos")
    posted_at = models.DateTimeField()
    product_key = models.CharField(max_length=40, blank=True)
    form = models.CharField(max_length=5, choices=[(form.value, form.value) for form in Form], default=Form.VIDEO)
    title = models.CharField(max_length=300, blank=True)
    seconds = models.PositiveIntegerField(null=True)
    views = models.BigIntegerField(null=True)
    likes = models.BigIntegerField(null=True)
    is_ad = models.BooleanField(null=True)
    is_shoppable = models.BooleanField(null=True)
    """Whether the source says that it carries a product; one that lists only such posts says nothing."""
    units_28d = models.BigIntegerField(null=True)
    """What the post sold, of all its products: each of its rows says the same."""
    gmv_28d_minor = models.BigIntegerField(null=True)
    currency = models.CharField(max_length=3, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["creator", "posted_at", "product_key"], name="a_video_once_a_product")
        ]
        ordering = ["-posted_at"]

    def __str__(self) -> str:
        return self.title or f"{self.creator_id} {self.posted_at:%Y-%m-%d}"
