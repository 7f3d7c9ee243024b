"""The quota ledger: one row per shop and window, one per intended message. Even a bug cannot overspend it."""

from django.db import models
from django.db.models import F, Q

from rapport.creators.models import Creator
from rapport.outreach.rules.quota import Pool
from rapport.shops.models import Shop


class QuotaWindow(models.Model):
    """A shop's quota week. `held` are places taken, `spent` are messages that went out, `cap` empty is unlimited.

    It stands under the shop that counts: workspaces that work with one shop of the platform share its windows.
    """

    shop = models.ForeignKey(Shop, models.CASCADE)
    pool = models.CharField(max_length=12, choices=[(pool.value, pool.value) for pool in Pool], default=Pool.ALL)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    unit = models.CharField(max_length=20)
    cap = models.PositiveIntegerField(null=True)
    cap_told = models.PositiveIntegerField(null=True)
    """What pack or platform last said; below `cap` when more was spent before it was said."""
    held = models.PositiveIntegerField(default=0)
    spent = models.PositiveIntegerField(default=0)
    elsewhere = models.PositiveIntegerField(default=0)
    """Units the platform counted beyond ours, such as messages from the phone."""
    starter_units = models.PositiveIntegerField(default=0)
    max_followers = models.PositiveIntegerField(null=True)
    gmv = models.BigIntegerField(default=0)
    """What the tier was chosen by, whole units of the quota's currency."""
    closed_by_platform = models.BooleanField(default=False)
    told_by = models.CharField(max_length=10, default="pack")
    """`pack`, `platform` or `refusal`: who set the cap."""
    why = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "starts_at", "pool"], name="one_quota_window_a_week"),
            models.CheckConstraint(
                condition=Q(cap=None) | Q(cap__gte=F("held") + F("spent") + F("elsewhere")),
                name="quota_never_overspent",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.shop_id} {self.starts_at:%Y-%m-%d}: {self.held}+{self.spent} of {self.cap}"


class Reservation(models.Model):
    """A place in a window for one intended message: held → sending → spent, or released."""

    class State(models.TextChoices):
        HELD = "held"
        SENDING = "sending"
        """The platform is being called, or was when its worker died: it stays counted until read back."""
        SPENT = "spent"
        RELEASED = "released"

    window = models.ForeignKey(QuotaWindow, models.CASCADE, related_name="reservations")
    key = models.CharField(max_length=80)
    kind = models.CharField(max_length=20)
    creator = models.ForeignKey(Creator, models.PROTECT)
    units = models.PositiveIntegerField()
    counts_creator = models.BooleanField(default=False)
    """Whether it keeps its creator counted in this window, where creators are counted."""
    state = models.CharField(max_length=10, choices=State, default=State.HELD)
    day = models.DateField(null=True)
    """The shop's local day that it counts in: that of the reservation, then that of the send."""
    made_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    why = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["window", "key"], name="an_intent_once_a_window")]
        indexes = [
            models.Index(fields=["key"], name="reservation_by_key"),
            models.Index(fields=["window", "day"], name="reservations_of_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.units} ({self.state})"


class QuotaEntry(models.Model):
    """One line of the ledger: what happened to a window, and why. Lines are only added.

    A window's `held`, `spent` and `elsewhere` are at any time the sums of its lines' changes.
    """

    class Event(models.TextChoices):
        OPENED = "opened"
        TOLD = "told"
        """The platform told cap and use."""
        CLOSED = "closed"
        """The platform refused: used up."""
        HELD = "held"
        SENDING = "sending"
        NOT_HEARD = "not_heard"
        """The platform certainly did not hear it: the place waits for the next try."""
        SPENT = "spent"
        RELEASED = "released"
        SKIPPED = "skipped"
        """Nothing was taken: the message was not to be sent, and the line says why."""

    window = models.ForeignKey(QuotaWindow, models.CASCADE, related_name="entries")
    reservation = models.ForeignKey(Reservation, models.CASCADE, null=True, related_name="entries")
    creator = models.ForeignKey(Creator, models.PROTECT, null=True)
    event = models.CharField(max_length=10, choices=Event)
    kind = models.CharField(max_length=20, blank=True)
    at = models.DateTimeField()
    held = models.IntegerField(default=0)
    spent = models.IntegerField(default=0)
    elsewhere = models.IntegerField(default=0)
    why = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["window", "at"], name="quota_entries_in_order")]

    def __str__(self) -> str:
        return f"{self.event} {self.kind} {self.held:+} {self.spent:+}"


class CreatorWeek(models.Model):
    """A creator counted in a window, where creators and not messages are counted: one unit, however many messages."""

    window = models.ForeignKey(QuotaWindow, models.CASCADE)
    creator = models.ForeignKey(Creator, models.PROTECT)
    open_reservations = models.PositiveIntegerField(default=0)
    is_spent = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["window", "creator"], name="a_creator_counts_once_a_window")]

    def __str__(self) -> str:
        return f"{self.creator_id} in {self.window_id}"
