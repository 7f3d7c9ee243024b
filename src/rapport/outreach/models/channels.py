"""Accounts of channels outside the platform, and what their messages carry beside a text."""

from django.db import models

from rapport.creators.rules.contact_points import ADDRESS_CHARS
from rapport.outreach.channels.channel import MACHINE_SENT, Account
from rapport.outreach.models.threads import Message
from rapport.shops.models import Shop
from rapport.shops.models.encrypted import EncryptedTextField

OUTER_CHARS, SUBJECT_CHARS = 255, 200


class ChannelAccount(models.Model):
    """A shop's own mailbox, number or page. `secrets` is a JSON object, encrypted at rest."""

    shop = models.ForeignKey(Shop, models.CASCADE, related_name="channel_accounts")
    channel = models.CharField(max_length=10, choices=[(one.value, one.value) for one in MACHINE_SENT])
    settings = models.JSONField(default=dict)
    secrets = EncryptedTextField(blank=True)
    hook = models.CharField(max_length=43, unique=True)
    """The secret part of the address at which this account's webhooks arrive."""
    is_on = models.BooleanField(default=False)
    trouble = models.CharField(max_length=60, blank=True)
    """The code of what keeps the account from sending; empty when all is well."""
    trouble_at = models.DateTimeField(null=True)
    checked_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    """When it first sent something: a mailbox is warmed up from then on."""
    read_validity = models.BigIntegerField(null=True)
    read_uid = models.BigIntegerField(null=True)
    """How far the inbox was read."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "channel"], name="one_account_a_shop_and_channel")]

    def __str__(self) -> str:
        return f"{self.channel} of {self.shop_id}"

    @property
    def standing(self) -> Account:
        """How far it is set up, as rules ask."""
        if not self.is_on:
            return Account.OFF
        return Account.TROUBLE if self.trouble == "channel.access_lost" else Account.READY


class Envelope(models.Model):
    """What a message of another channel carries beside its text; of the platform's own messages there is none."""

    message = models.OneToOneField(Message, models.CASCADE, primary_key=True, related_name="envelope")
    outer_id = models.CharField(max_length=OUTER_CHARS, blank=True)
    """The channel's own id: a Message-ID that was made before sending, or what the channel answered."""
    address = models.CharField(max_length=ADDRESS_CHARS, blank=True)
    subject = models.CharField(max_length=SUBJECT_CHARS, blank=True)
    footer = models.TextField(blank=True)
    stop_link = models.CharField(max_length=500, blank=True)
    template = models.JSONField(default=dict)
    human = models.BooleanField(default=False)
    automatic = models.BooleanField(default=False)
    confirmed_by = models.CharField(max_length=80, blank=True)
    """Who answered for writing without recorded consent, where that was asked."""
    confirmed = models.JSONField(default=dict)
    """The warning they confirmed."""
    delivered_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["outer_id"], name="envelopes_by_outer_id")]

    def __str__(self) -> str:
        return f"of {self.message_id}"


class StrayMessage(models.Model):
    """A message from an address that belongs to no known creator; it waits for a person to say whose it is."""

    account = models.ForeignKey(ChannelAccount, models.CASCADE, related_name="strays")
    address = models.CharField(max_length=ADDRESS_CHARS)
    name = models.CharField(max_length=80, blank=True)
    outer_id = models.CharField(max_length=OUTER_CHARS)
    text = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "outer_id"], name="a_stray_once_an_account")]
        indexes = [models.Index(fields=["account", "address"], name="strays_by_address")]

    def __str__(self) -> str:
        return f"{self.address} to {self.account_id}"
