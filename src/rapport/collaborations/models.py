"""Rows of products, target collaborations and terms."""

from django.db import models

from rapport.creators.models import Creator
from rapport.shops.models import Shop


class Product(models.Model):
    """Something the shop sells."""

    shop = models.ForeignKey(Shop, models.CASCADE)
    platform_id = models.CharField(max_length=40)
    title = models.CharField(max_length=300)
    category = models.CharField(max_length=60, blank=True)
    price_minor = models.BigIntegerField(null=True)
    unit_cost_minor = models.BigIntegerField(null=True)
    """What one piece costs the seller, goods and shipping; entered, for profit."""
    is_active = models.BooleanField(default=True)
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "platform_id"], name="a_product_once_a_shop")]

    def __str__(self) -> str:
        return self.title


class TargetCollaboration(models.Model):
    """Products × creators × rates, invited only.

    The name is made before the platform is called and is unique: by it an unclear creation is read back.
    """

    class State(models.TextChoices):
        DRAFTED = "drafted"
        """Seats may still be taken; nothing was sent."""
        CREATING = "creating"
        """The platform was or is being called; whether it heard us is settled by reading back."""
        ACTIVE = "active"
        ENDED = "ended"
        REFUSED = "refused"

    shop = models.ForeignKey(Shop, models.CASCADE)
    label = models.CharField(max_length=40)
    """What it is for, as people named it; collaborations with one label and equal terms take seats in turn."""
    name = models.CharField(max_length=60)
    platform_id = models.CharField(max_length=40, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFTED)
    message = models.CharField(max_length=500, blank=True)
    has_free_sample = models.BooleanField(default=True)
    ends_at = models.DateTimeField()
    made_at = models.DateTimeField()
    leaves_at = models.DateTimeField(null=True)
    """Not sent before, where a campaign that runs by itself spreads its invitations."""
    created_at = models.DateTimeField(null=True)
    """When the platform made it: so many in 24 hours it allows."""
    refused_code = models.CharField(max_length=60, blank=True)
    seen_showcase_creators = models.PositiveIntegerField(default=0)
    seen_content_creators = models.PositiveIntegerField(default=0)
    seen_creators = models.PositiveIntegerField(null=True)
    """How many creators the platform counted in it; empty before it was looked at."""
    changed = models.BooleanField(default=False)
    """Whether the platform's copy must be brought up to date: creators were removed here."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "name"], name="a_collaboration_name_once_a_shop")]
        indexes = [models.Index(fields=["shop", "state"], name="collaborations_by_state")]

    def __str__(self) -> str:
        return self.name


class CollaborationProduct(models.Model):
    """A product and its rate, hundredths of a percent, in one collaboration."""

    collaboration = models.ForeignKey(TargetCollaboration, models.CASCADE, related_name="products")
    product = models.ForeignKey(Product, models.PROTECT)
    rate = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["collaboration", "product"], name="a_product_once_a_collaboration")
        ]

    def __str__(self) -> str:
        return f"{self.product_id} at {self.rate}"


class CollaborationCreator(models.Model):
    """A creator's seat in one collaboration."""

    class State(models.TextChoices):
        SEATED = "seated"
        INVITED = "invited"
        ACCEPTED = "accepted"
        """Shown by the platform as products added to the showcase."""
        REMOVED = "removed"

    collaboration = models.ForeignKey(TargetCollaboration, models.CASCADE, related_name="creators")
    creator = models.ForeignKey(Creator, models.PROTECT)
    state = models.CharField(max_length=10, choices=State, default=State.SEATED)
    showcase_products = models.PositiveIntegerField(default=0)
    content_products = models.PositiveIntegerField(default=0)
    accepted_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)
    platform_word = models.CharField(max_length=20, blank=True)
    """The platform's own word for this seat, as it last showed it."""
    platform_seen_at = models.DateTimeField(null=True)
    gone_at = models.DateTimeField(null=True)
    """When the platform was told, or told us, that the creator is out; until then the seat can be given back."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["collaboration", "creator"], name="a_creator_once_a_collaboration")
        ]

    def __str__(self) -> str:
        return f"{self.creator_id} {self.state}"


class Terms(models.Model):
    """One version of a rate for a product, for one creator or for all; versions are added, never edited."""

    class Kind(models.TextChoices):
        TARGET = "target"
        OPEN = "open"
        SHOP = "shop"

    shop = models.ForeignKey(Shop, models.CASCADE)
    kind = models.CharField(max_length=10, choices=Kind)
    product = models.ForeignKey(Product, models.PROTECT)
    creator = models.ForeignKey(Creator, models.PROTECT, null=True)
    collaboration = models.ForeignKey(TargetCollaboration, models.PROTECT, null=True)
    rate = models.PositiveIntegerField()
    asked_at = models.DateTimeField()
    valid_from = models.DateTimeField(null=True)
    """Empty while the creator has not confirmed."""
    valid_to = models.DateTimeField(null=True)
    why = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["shop", "creator", "product"], name="terms_lookup")]
        verbose_name_plural = "terms"

    def __str__(self) -> str:
        return f"{self.kind} {self.rate} from {self.valid_from}"
