"""Rows of campaigns, their shortlists and plans."""

from django.db import models

from rapport.campaigns.rules.planner import Act
from rapport.collaborations.models import Product
from rapport.creators.models import Creator
from rapport.outreach.models import Invitation, QuotaWindow
from rapport.shops.models import Shop

NAME_CHARS, GIFT_CHARS = 40, 120


class Campaign(models.Model):
    """Goal, products, screen, terms and limits, over a time."""

    class Goal(models.TextChoices):
        BRAND = "brand"
        SALES = "sales"

    class Approval(models.TextChoices):
        PERSON = "person"
        """Each proposed act waits for someone's approval."""
        AUTOMATIC = "automatic"
        """Proposed acts are done at once, inside the campaign's limits."""

    class State(models.TextChoices):
        ACTIVE = "active"
        PAUSED = "paused"
        ENDED = "ended"

    shop = models.ForeignKey(Shop, models.CASCADE)
    name = models.CharField(max_length=NAME_CHARS)
    goal = models.CharField(max_length=10, choices=Goal)
    screen = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State, default=State.ACTIVE)
    approval = models.CharField(max_length=10, choices=Approval, default=Approval.PERSON)
    has_free_sample = models.BooleanField(default=True)
    gift = models.CharField(max_length=GIFT_CHARS, blank=True)
    """What else is offered, in words for the message; empty means the sample, where there is one."""
    answers_by_itself = models.BooleanField(default=False)
    """Whether usual questions are answered without a person, where their answers are marked so."""
    per_day_max = models.PositiveIntegerField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "name"], name="a_campaign_name_once_a_shop")]

    def __str__(self) -> str:
        return self.name


class CampaignProduct(models.Model):
    """A product the campaign offers, with its rate in hundredths of a percent."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="products")
    product = models.ForeignKey(Product, models.PROTECT)
    rate = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "product"], name="a_product_once_a_campaign")]
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.product_id} at {self.rate}"


class Candidate(models.Model):
    """A creator picked for a campaign, with the reasons."""

    class State(models.TextChoices):
        SHORTLISTED = "shortlisted"
        INVITED = "invited"
        FORBIDDEN = "forbidden"
        """A person said no."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="candidates")
    creator = models.ForeignKey(Creator, models.PROTECT)
    state = models.CharField(max_length=20, choices=State, default=State.SHORTLISTED)
    pinned = models.BooleanField(default=False)
    rank = models.PositiveIntegerField()
    value = models.BigIntegerField()
    """Expected profit of an invitation, minor units."""
    reply = models.PositiveIntegerField()
    reasons = models.JSONField(default=list)
    invitation = models.ForeignKey(Invitation, models.PROTECT, null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "creator"], name="a_candidate_once_a_campaign")]
        indexes = [models.Index(fields=["campaign", "state", "rank"], name="candidates_by_rank")]

    def __str__(self) -> str:
        return f"{self.creator_id}: {self.rank}"


class Plan(models.Model):
    """What the planner proposes for a shop's present quota window."""

    shop = models.ForeignKey(Shop, models.CASCADE)
    window = models.ForeignKey(QuotaWindow, models.CASCADE)
    made_at = models.DateTimeField()
    kept_back = models.PositiveIntegerField()
    why_kept = models.JSONField(default=dict)
    left_out = models.PositiveIntegerField(default=0)
    answers_tenths = models.PositiveIntegerField(default=0)
    """Answers that invitations on their way should still make necessary in this window."""
    next_best = models.JSONField(default=dict)
    """The best act that found no place: what any line of the plan displaces. Empty where all found one."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "window"], name="one_plan_a_shop_and_window")]

    def __str__(self) -> str:
        return f"{self.shop_id} {self.made_at:%Y-%m-%d}"


class PlanLine(models.Model):
    """One proposed act and what became of it."""

    class State(models.TextChoices):
        PROPOSED = "proposed"
        APPROVED = "approved"
        SKIPPED = "skipped"
        REFUSED = "refused"

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="lines")
    act = models.CharField(max_length=20, choices=[(act.value, act.value) for act in Act])
    key = models.CharField(max_length=80)
    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED)
    position = models.PositiveIntegerField()
    subject_id = models.BigIntegerField()
    """What the act is about: a thread to answer, an invitation to follow up, a sample, a candidate to invite."""
    creator = models.ForeignKey(Creator, models.PROTECT)
    campaign = models.ForeignKey(Campaign, models.CASCADE, null=True)
    units = models.PositiveIntegerField()
    expected_units_hundredths = models.PositiveIntegerField()
    value = models.BigIntegerField()
    reason = models.JSONField(default=dict)
    refused = models.JSONField(default=dict)
    waits = models.JSONField(default=dict)
    """Why a campaign that runs by itself has not done it yet."""
    settled_at = models.DateTimeField(null=True)
    settled_by = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "key"], name="a_line_once_a_plan")]
        indexes = [models.Index(fields=["plan", "state", "position"], name="plan_lines_in_order")]

    def __str__(self) -> str:
        return f"{self.act} {self.creator_id} ({self.state})"
