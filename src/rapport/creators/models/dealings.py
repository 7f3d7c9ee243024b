"""What a workspace itself has seen of a creator, kept beside them for screens and scores.

The truth stands in the domains above, which hand it down finished (`campaigns.actions.dealings`); nobody edits it here.
"""

from django.db import models

from rapport.creators.models.creator import Creator


class Dealings(models.Model):
    """One creator's dealings with all shops of the workspace; whoever has none has no row.

    Rates are hundredths of a percent, times minutes; both are drawn toward those of creators alike, with an interval of
    80 % and the cases they rest on, and unknown without a case.
    """

    creator = models.OneToOneField(Creator, models.CASCADE, related_name="dealings", primary_key=True)
    first_contact_at = models.DateTimeField(null=True)
    last_contact_at = models.DateTimeField(null=True)
    contacts = models.PositiveIntegerField(default=0)
    """Invitations and messages sent to them."""
    invitations = models.PositiveIntegerField(default=0)
    replies = models.PositiveIntegerField(default=0)
    """Invitations they answered, by word or by accepting."""
    median_reply_minutes = models.PositiveIntegerField(null=True)
    accepted = models.PositiveIntegerField(default=0)
    declined = models.PositiveIntegerField(default=0)
    active_invitation = models.BooleanField(default=False)
    opted_out = models.BooleanField(default=False)
    """They said no to what they were asked last: nobody asks again."""
    samples_received = models.PositiveIntegerField(default=0)
    samples_with_content = models.PositiveIntegerField(default=0)
    contents = models.PositiveIntegerField(default=0)
    paid_orders = models.PositiveIntegerField(default=0)
    paid_gmv_minor = models.BigIntegerField(default=0)
    """In `currency`, that of the shops for which they sold most orders; amounts in another are not added to it."""
    currency = models.CharField(max_length=3, blank=True)
    refunds = models.PositiveIntegerField(default=0)
    refunded_minor = models.BigIntegerField(default=0)

    reply_rate = models.IntegerField(null=True)
    reply_rate_low = models.IntegerField(null=True)
    reply_rate_high = models.IntegerField(null=True)
    reply_rate_n = models.PositiveIntegerField(default=0)
    fulfilment_rate = models.IntegerField(null=True)
    fulfilment_rate_low = models.IntegerField(null=True)
    fulfilment_rate_high = models.IntegerField(null=True)
    fulfilment_rate_n = models.PositiveIntegerField(default=0)
    reply_minutes = models.IntegerField(null=True)
    reply_minutes_low = models.IntegerField(null=True)
    reply_minutes_high = models.IntegerField(null=True)
    reply_minutes_n = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.creator_id}: {self.contacts} contacts, {self.paid_orders} orders"
