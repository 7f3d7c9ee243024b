"""The talk with one creator on one channel."""

from datetime import UTC, datetime

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce, Greatest

from rapport.creators.models import Creator
from rapport.outreach.models.invitations import Invitation
from rapport.outreach.models.quota import Reservation
from rapport.outreach.rules.wording import Purpose
from rapport.shops.models import Member, Shop, Workspace

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
UNREAD = (
    Q(last_in_at__isnull=False)
    & (Q(seen_at=None) | Q(last_in_at__gt=F("seen_at")))
    & (Q(last_out_at=None) | Q(last_in_at__gt=F("last_out_at")))
)

WORDING_CHARS = 40


class Thread(models.Model):
    """All messages between a shop and a creator on one channel."""

    shop = models.ForeignKey(Shop, models.CASCADE)
    creator = models.ForeignKey(Creator, models.PROTECT)
    channel = models.CharField(max_length=20, default="im")
    conversation_id = models.CharField(max_length=80, blank=True)
    creator_im_id = models.CharField(max_length=80, blank=True)
    """Their id in the channel's own messages: on the platform, on Instagram, on Messenger."""
    first_in_at = models.DateTimeField(null=True)
    last_in_at = models.DateTimeField(null=True)
    last_out_at = models.DateTimeField(null=True)
    waiting_since = models.DateTimeField(null=True)
    """Since when the creator waits for an answer; empty when they do not."""
    note = models.TextField(blank=True)
    assigned_to = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="threads")
    seen_at = models.DateTimeField(null=True)
    """Up to which moment somebody here has seen what the creator wrote."""
    last_at = models.GeneratedField(
        expression=Coalesce(Greatest("last_in_at", "last_out_at"), "last_in_at", "last_out_at", Value(LONG_AGO)),
        output_field=models.DateTimeField(),
        db_persist=True,
    )
    is_unread = models.GeneratedField(
        expression=models.Case(models.When(UNREAD, then=Value(value=True)), default=Value(value=False)),
        output_field=models.BooleanField(),
        db_persist=True,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "creator", "channel"], name="one_thread_a_creator_and_channel"),
            models.UniqueConstraint(
                fields=["shop", "conversation_id"],
                condition=~models.Q(conversation_id=""),
                name="a_conversation_once",
            ),
        ]
        indexes = [
            models.Index(fields=["shop", "waiting_since"], name="threads_waiting"),
            models.Index(fields=["-is_unread", "-last_at"], name="threads_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.shop_id} with {self.creator_id}"


class Message(models.Model):
    """One message, either way. An outgoing one is kept before it is sent, under a key made before any output."""

    class State(models.TextChoices):
        QUEUED = "queued"
        SENDING = "sending"
        """The platform is being called, or was when its worker died; settled by reading back, never by sending
        again.
        """
        UNCLEAR = "unclear"
        """On a channel that cannot be read back: a person says whether it went; nothing sends it again by itself."""
        SENT = "sent"
        REFUSED = "refused"
        CANCELLED = "cancelled"
        RECEIVED = "received"

    thread = models.ForeignKey(Thread, models.CASCADE, related_name="messages")
    invitation = models.ForeignKey(Invitation, models.PROTECT, null=True, related_name="messages")
    reservation = models.ForeignKey(Reservation, models.PROTECT, null=True)
    key = models.CharField(max_length=80, null=True, unique=True)  # noqa: DJ001 - null keeps received ones out of it
    purpose = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Purpose], blank=True)
    quota_kind = models.CharField(max_length=20, blank=True)
    content_type = models.CharField(max_length=40, default="TEXT")
    text = models.TextField()
    state = models.CharField(max_length=10, choices=State)
    due_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    platform_id = models.CharField(max_length=80, blank=True)
    refused_code = models.CharField(max_length=60, blank=True)
    author = models.CharField(max_length=80, blank=True)
    """Who wrote or approved it here; empty for what creators wrote and what was written elsewhere."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["thread", "platform_id"],
                condition=~models.Q(platform_id=""),
                name="a_message_once_a_thread",
            )
        ]
        indexes = [models.Index(fields=["state", "due_at"], name="messages_due")]

    def __str__(self) -> str:
        return f"{self.state}: {self.text[:40]}"


class MessageTemplate(models.Model):
    """A workspace's own text; it stands before the shipped ones of its purpose and language, or in place of one."""

    workspace = models.ForeignKey(Workspace, models.CASCADE)
    purpose = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Purpose])
    language = models.CharField(max_length=10)
    text = models.TextField()
    name = models.CharField(max_length=WORDING_CHARS, default="")
    """The wording's: the same in every language. A shipped wording's name replaces it in this language."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "purpose", "name", "language"], name="a_wording_once_a_language"
            )
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.language}"
