"""A creator with the newest figures, and the dated snapshots those come from."""

from django.db import models

from rapport.creators.rules.metrics import Metrics
from rapport.shops.models import Workspace

METRIC_COLUMNS = (
    "followers",
    "average_views",
    "average_likes",
    "videos_30d",
    "lives_30d",
    "interaction_rate",
    "engagement_rate",
    "gmv_30d_low",
    "gmv_30d_high",
    "currency",
    "units_30d_low",
    "units_30d_high",
    "products_28d",
    "adult_share",
    "female_share",
    "commission_rate",
    "post_rate",
    "promotion_score",
    "video_gpm",
    "live_gpm",
)


class Creator(models.Model):
    """A person who promotes, as one workspace knows them. The key is the connection's open id, never the handle."""

    workspace = models.ForeignKey(Workspace, models.CASCADE)
    open_id = models.CharField(max_length=80, blank=True)
    handle = models.CharField(max_length=80)
    nickname = models.CharField(max_length=120, blank=True)
    region = models.CharField(max_length=2, blank=True)
    language = models.CharField(max_length=10, blank=True)
    bio = models.TextField(blank=True)
    avatar_url = models.URLField(max_length=500, blank=True)
    source = models.CharField(max_length=40)
    first_seen_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    blocked_why = models.CharField(max_length=200, blank=True)
    score = models.PositiveSmallIntegerField(null=True)
    merged_into = models.ForeignKey("self", models.SET_NULL, null=True, related_name="accounts")
    """The record of the same person that this one joined; it shows in no list then."""
    forgotten_at = models.DateTimeField(null=True)
    """When the person was forgotten: the record is empty, only bookkeeping still names it."""

    followers = models.BigIntegerField(null=True)
    average_views = models.BigIntegerField(null=True)
    average_likes = models.BigIntegerField(null=True)
    videos_30d = models.IntegerField(null=True)
    lives_30d = models.IntegerField(null=True)
    interaction_rate = models.IntegerField(null=True)
    engagement_rate = models.IntegerField(null=True)
    gmv_30d_low = models.BigIntegerField(null=True)
    gmv_30d_high = models.BigIntegerField(null=True)
    gmv_30d_mid = models.BigIntegerField(null=True)
    currency = models.CharField(max_length=3, null=True)  # noqa: DJ001 - unknown is not the empty currency
    units_30d_low = models.BigIntegerField(null=True)
    units_30d_high = models.BigIntegerField(null=True)
    units_30d_mid = models.BigIntegerField(null=True)
    activity_30d = models.IntegerField(null=True)
    products_28d = models.IntegerField(null=True)
    adult_share = models.IntegerField(null=True)
    female_share = models.IntegerField(null=True)
    commission_rate = models.IntegerField(null=True)
    post_rate = models.IntegerField(null=True)
    promotion_score = models.IntegerField(null=True)
    video_gpm = models.BigIntegerField(null=True)
    live_gpm = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "open_id"],
                condition=~models.Q(open_id=""),
                name="a_creator_once_a_workspace",
            )
        ]
        indexes = [
            models.Index(fields=["workspace", "handle"], name="creator_handle"),
            models.Index(fields=["workspace", "region", "-followers"], name="creator_by_followers"),
        ]

    def __str__(self) -> str:
        return f"@{self.handle}"

    @property
    def metrics(self) -> Metrics:
        """The newest known figures."""
        return Metrics(**{name: getattr(self, name) for name in METRIC_COLUMNS})

    @property
    def shown_name(self) -> str:
        return self.nickname or self.handle


class CreatorCategory(models.Model):
    """A category a creator sells in; rank 1 sells best (brief: the top three by past sales)."""

    creator = models.ForeignKey(Creator, models.CASCADE, related_name="categories")
    key = models.CharField(max_length=60)
    rank = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["creator", "key"], name="a_category_once_a_creator")]
        ordering = ["rank"]

    def __str__(self) -> str:
        return self.key


class Snapshot(models.Model):
    """The figures one source gave of a creator on one day; `own` are those about this workspace's own shop."""

    creator = models.ForeignKey(Creator, models.CASCADE, related_name="snapshots")
    source = models.CharField(max_length=40)
    taken_on = models.DateField()
    figures = models.JSONField()
    own = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["creator", "source", "taken_on"], name="one_snapshot_a_source_and_day")
        ]

    def __str__(self) -> str:
        return f"{self.creator_id} {self.source} {self.taken_on}"
