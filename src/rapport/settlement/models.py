"""Rows of the ledger and of statements. Ledger entries are only ever added."""

from django.db import models

from rapport.collaborations.models import Terms
from rapport.creators.models import Creator
from rapport.sales.models import OrderLine
from rapport.settlement.rules.ledger import Account, Cause
from rapport.shops.models import Shop


class Settled(models.Model):
    """The newest reckoning of an order line: base, rate, commission, and where the rate comes from."""

    line = models.OneToOneField(OrderLine, models.CASCADE, related_name="reckoning")
    terms = models.ForeignKey(Terms, models.PROTECT, null=True)
    rate = models.PositiveIntegerField()
    rate_source = models.CharField(max_length=20)
    """`terms`, or `reported` where nothing was agreed here and the source names the rate."""
    base_minor = models.BigIntegerField()
    refunded_minor = models.BigIntegerField()
    owed_minor = models.BigIntegerField()
    final_at = models.DateTimeField(null=True)
    why = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["final_at"], name="reckoned_by_time")]

    def __str__(self) -> str:
        return f"{self.line_id}: {self.owed_minor}"


class LedgerEntry(models.Model):
    """One movement of commission for one order line; minor units, signed."""

    shop = models.ForeignKey(Shop, models.CASCADE)
    line = models.ForeignKey(OrderLine, models.PROTECT, related_name="entries")
    creator = models.ForeignKey(Creator, models.PROTECT)
    account = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Account])
    cause = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Cause])
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    posted_at = models.DateTimeField()
    number = models.PositiveIntegerField()
    """The entry's place among those of its line: two workers cannot post the same one twice."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["line", "number"], name="a_ledger_entry_once")]
        indexes = [models.Index(fields=["shop", "account", "posted_at"], name="ledger_by_account")]
        verbose_name_plural = "ledger entries"

    def __str__(self) -> str:
        return f"{self.account} {self.amount_minor} {self.currency} ({self.cause})"


class Statement(models.Model):
    """A shop's week of commission that became final: our sum and the platform's."""

    shop = models.ForeignKey(Shop, models.CASCADE)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    currency = models.CharField(max_length=3)
    ours_minor = models.BigIntegerField()
    platform_minor = models.BigIntegerField()
    """What the platform settled for the same lines."""
    unsettled_minor = models.BigIntegerField(default=0)
    """Our sum of lines that the platform has not settled yet."""
    lines = models.PositiveIntegerField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "starts_at"], name="one_statement_a_week")]

    def __str__(self) -> str:
        return f"{self.shop_id} {self.starts_at:%Y-%m-%d}: {self.ours_minor}"


class StatementLine(models.Model):
    """One creator's part of a statement."""

    statement = models.ForeignKey(Statement, models.CASCADE, related_name="creators")
    creator = models.ForeignKey(Creator, models.PROTECT)
    orders = models.PositiveIntegerField()
    base_minor = models.BigIntegerField()
    ours_minor = models.BigIntegerField()
    platform_minor = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["statement", "creator"], name="a_creator_once_a_statement")]

    def __str__(self) -> str:
        return f"{self.creator_id}: {self.ours_minor}"


class Difference(models.Model):
    """An order line on which the two sums do not agree, and why."""

    statement = models.ForeignKey(Statement, models.CASCADE, related_name="differences")
    line = models.ForeignKey(OrderLine, models.PROTECT)
    ours_minor = models.BigIntegerField()
    platform_minor = models.BigIntegerField(null=True)
    code = models.CharField(max_length=60)
    data = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.line_id}: {self.code}"
