"""What a creator's posts showed on a day, in columns that lists and screens can use."""

from django.db import models

from rapport.creators.models.creator import Creator


class ContentDigest(models.Model):
    """One row a creator: the content's figures of `digested_on`, and reasons to look twice of `suspected_on`.

    Null is unknown. `docs/guide` and `creators.rules.content` say what each figure is.
    """

    creator = models.OneToOneField(Creator, models.CASCADE, primary_key=True, related_name="digest")
    digested_on = models.DateField(null=True)
    posts = models.PositiveIntegerField(default=0)
    newest_at = models.DateTimeField(null=True)
    cadence_30d = models.PositiveIntegerField(null=True)
    """Posts a week over the last 30 days, in hundredths."""
    longest_gap_days = models.PositiveIntegerField(null=True)
    best_hour = models.PositiveSmallIntegerField(null=True)
    """Of the creator's own day, 0–23."""
    median_views = models.BigIntegerField(null=True)
    view_spread = models.BigIntegerField(null=True)
    """The 90 % value of views over the middle, in hundredths."""
    top_share = models.PositiveIntegerField(null=True)
    """Share of all views by the most watched post, in hundredths of a percent."""
    shoppable_share = models.PositiveIntegerField(null=True)
    ad_share = models.PositiveIntegerField(null=True)
    sales_per_view_minor = models.BigIntegerField(null=True)
    """GMV of 1,000 views, in minor units of `currency`."""
    units_per_view = models.BigIntegerField(null=True)
    """Units sold by 1,000 views, in hundredths."""
    currency = models.CharField(max_length=3, blank=True)
    top_words = models.JSONField(default=list)
    top_hashtags = models.JSONField(default=list)
    suspicion = models.PositiveSmallIntegerField(null=True)
    """How many independent signs of bought followers there are; null where nothing could be compared."""
    suspected_on = models.DateField(null=True)

    def __str__(self) -> str:
        return f"{self.creator_id} {self.digested_on}"
