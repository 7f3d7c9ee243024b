"""What all channels have in common: can they reach this creator now and why not, what is sent, what comes back.

Each channel's folder has `rules` (`reach`: values in, answer out), where a machine sends also `wire` (bodies built and
read) and `client` (the only part that touches the network; a `Sender`). Errors of a client say what is known of a send.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar, Protocol

from rapport.creators.rules.contact_points import ContactPoint
from rapport.outreach.channels.consent import ColdContact, ConsentRule
from rapport.shared.refusals import Reason

REST = timedelta(days=3)
"""Between two unanswered messages to one creator outside the platform, whatever the channel."""
TALK = timedelta(days=1)
"""So long after their last word a talk is under way, and needs no rest."""


class Channel(StrEnum):
    """The ways there are. `hand` is a person's own hand: we open the chat and keep the note."""

    IM = "im"
    EMAIL = "email"
    WHATSAPP = "whatsapp"
    INSTAGRAM = "instagram"
    MESSENGER = "messenger"
    HAND = "hand"


OUTSIDE = tuple(one for one in Channel if one is not Channel.IM)
"""Every channel that takes nothing from the platform's quota."""
MACHINE_SENT = (Channel.EMAIL, Channel.WHATSAPP, Channel.INSTAGRAM, Channel.MESSENGER)


class Need(StrEnum):
    """What a send asks for beyond a press of the button."""

    CONFIRMATION = "confirmation"
    """A person answers for writing without consent."""
    TEMPLATE = "template"
    """Only a text that Meta approved before."""
    PERSON = "person"
    """Written and sent by a person, never by itself."""


class Account(StrEnum):
    """How far the shop's own account of a channel is set up."""

    MISSING = "missing"
    OFF = "off"
    TROUBLE = "trouble"
    READY = "ready"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What decides whether a creator can be reached on a channel now.

    `addresses` are those of the channel's kind, the best first; `last_in_at` is when they last wrote on this channel,
    `unanswered_at` when we last wrote outside the platform without an answer since.
    """

    now: datetime
    consent: ConsentRule
    handle: str = ""
    addresses: tuple[ContactPoint, ...] = ()
    is_blocked: bool = False
    is_opted_out: bool = False
    account: Account = Account.READY
    has_postal_address: bool = True
    last_in_at: datetime | None = None
    unanswered_at: datetime | None = None
    quota_left: int | None = None


@dataclass(frozen=True, slots=True)
class Reach:
    """Whether a channel reaches a creator now; where it does, `why_not` is empty; a person confirms the `warning`."""

    address: str = ""
    why_not: Reason | None = None
    needs: frozenset[Need] = field(default_factory=frozenset)
    warning: Reason | None = None

    @property
    def can(self) -> bool:
        return self.why_not is None


Reaching = Callable[[Facts], Reach]


def barred(facts: Facts) -> Reason | None:
    """What stands against every channel outside the platform."""
    if facts.is_opted_out:
        return Reason("channel.opted_out")
    if facts.is_blocked:
        return Reason("channel.blocked")
    is_talking = facts.last_in_at is not None and facts.now < facts.last_in_at + TALK
    if facts.unanswered_at is not None and not is_talking and facts.now < facts.unanswered_at + REST:
        return Reason("channel.touched_lately", {"days": REST.days})
    return None


def not_ready(account: Account) -> Reason | None:
    """Why the shop's own account cannot send."""
    return None if account is Account.READY else Reason(f"channel.account_{account.value}")


def usable(facts: Facts) -> ContactPoint | None:
    """The best address that does not bounce."""
    return next((one for one in facts.addresses if not one.is_bad), None)


def asking(rule: ConsentRule, point: ContactPoint) -> Reach:
    """What consent a message to this address needs, where nothing else stands against it."""
    cold = rule.needed(point.basis)
    if cold is ColdContact.OPT_IN:
        return Reach(point.address, Reason("channel.opt_in_missing"))
    if cold is ColdContact.ALLOWED:
        return Reach(point.address)
    warning = Reason(f"channel.cold_{cold.value}", {"region": rule.region})
    return Reach(point.address, needs=frozenset({Need.CONFIRMATION}), warning=warning)


@dataclass(frozen=True, slots=True)
class TemplateCall:
    """A text that Meta approved, by its name and language, with the values of its places in order."""

    name: str
    language: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """One message as a client sends it. `key` is its name with us; `outer_id` one that was made before sending."""

    key: str
    address: str
    text: str
    outer_id: str = ""
    subject: str = ""
    in_reply_to: str = ""
    references: tuple[str, ...] = ()
    footer: str = ""
    stop_link: str = ""
    template: TemplateCall | None = None
    human: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """A message of a creator as a channel shows it. `automatic` ones were written by nobody."""

    address: str
    outer_id: str
    text: str
    at: datetime
    name: str = ""
    subject: str = ""
    answers: tuple[str, ...] = ()
    automatic: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """What became of a message of ours: `sent`, `delivered`, `read` or `failed`; found by `key` or `outer_id`."""

    state: str
    at: datetime
    outer_id: str = ""
    key: str = ""
    address: str = ""
    text: str = ""
    code: str = ""
    address_is_bad: bool = False
    wants_no_more: bool = False


Event = Incoming | Status


class ChannelTrouble(Exception):  # noqa: N818 - named after what happened
    """A send or a reading that went wrong; `code` names the sentence."""

    code: ClassVar[str] = "channel.trouble"

    def __init__(self, code: str = "", detail: str = "") -> None:
        super().__init__(f"{code or self.code} {detail}".strip())
        self.told = code or self.code


class NotHeard(ChannelTrouble):
    """It was certainly not sent, and may be tried later."""

    code = "channel.not_heard"


class AccessLost(NotHeard):
    """Certainly not sent: the account's password or token is refused, which a person must mend."""

    code = "channel.access_lost"


class SentUnclear(ChannelTrouble):
    """Nobody can say whether it was sent: it is read back or left to a person, never sent again by itself."""

    code = "channel.unclear"


class TurnedDown(ChannelTrouble):
    """Refused for good. The address may be none, or its owner may want no more."""

    code = "channel.turned_down"

    def __init__(
        self, code: str = "", detail: str = "", *, address_is_bad: bool = False, wants_no_more: bool = False
    ) -> None:
        super().__init__(code, detail)
        self.address_is_bad, self.wants_no_more = address_is_bad, wants_no_more


class Sender(Protocol):
    """A channel's client, as a job uses it."""

    def send(self, outgoing: Outgoing, now: datetime) -> str:
        """Send once and never again; the channel's own id of it. Raises a ChannelTrouble."""

    def find(self, outgoing: Outgoing) -> str:
        """The id of a message whose send was unclear, where the channel shows it; else nothing."""

    def check(self) -> None:
        """Sign in and out again, so that a person sees whether the settings are right. Raises a ChannelTrouble."""
