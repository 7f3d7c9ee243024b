"""Meta's Graph API as three channels use it: signed webhooks, error answers, the talk of Instagram and Messenger.

Meta's documents: webhooks (hub.challenge, X-Hub-Signature-256), Send API (recipient, messaging_type, tag, message),
webhook events messages and message_echoes, error codes of the Graph API.
"""

import hashlib
import hmac
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from rapport.outreach.channels.channel import (
    AccessLost,
    Event,
    Incoming,
    NotHeard,
    Outgoing,
    SentUnclear,
    Status,
    TurnedDown,
)

SIGNATURE = "sha256="
TOKEN_TROUBLE = {102, 190, 200, 10_200}
THROTTLED = {4, 17, 32, 613, 80_007, 130_429, 131_048, 131_056, 133_016}
UNSURE = {1, 2, 131_000, 131_016, 133_004}
NOBODY_THERE = {551, 131_026, 131_030, 133_010}
WINDOW_CLOSED = {131_047}
WINDOW_SUBCODES = {2_018_278, 2_534_022}
NO_SUCH_USER = {2_018_001}
WANTS_NO_MORE = {131_050}
SERVER_ERROR, OK_BELOW, TOO_MANY = 500, 300, 429
HUMAN_AGENT = "HUMAN_AGENT"
Body = Mapping[str, object]


def is_signed(body: bytes, header: str, app_secret: str) -> bool:
    """Whether a webhook's raw body carries the signature that this app's secret makes."""
    made = hmac.new(app_secret.encode(), body, hashlib.sha256).hexdigest()
    return bool(app_secret) and hmac.compare_digest(f"{SIGNATURE}{made}", header)


def challenge(query: Mapping[str, str], verify_token: str) -> str | None:
    """What to answer when Meta verifies the address of a webhook; None for anybody else."""
    told = query.get("hub.verify_token", "")
    asked = query.get("hub.mode") == "subscribe" and bool(verify_token)
    if not asked or not hmac.compare_digest(told.encode(), verify_token.encode()):
        return None
    return query.get("hub.challenge", "")


def text_body(outgoing: Outgoing) -> dict[str, object]:
    """A text of Messenger or Instagram; with the tag only where a person answers after the first day."""
    body: dict[str, object] = {"recipient": {"id": outgoing.address}, "message": {"text": outgoing.text}}
    if outgoing.human:
        return {**body, "messaging_type": "MESSAGE_TAG", "tag": HUMAN_AGENT}
    return {**body, "messaging_type": "RESPONSE"}


def sent_id(status: int, answer: object) -> str:
    """The id of what was sent, from an answer of any of the three channels. Raises a ChannelTrouble."""
    if status >= OK_BELOW:
        raise trouble_of(status, answer)
    told = as_body(answer)
    listed = told.get("messages")
    first = as_body(listed[0]) if isinstance(listed, list) and listed else told
    found = first.get("id") or first.get("message_id")
    if not isinstance(found, str):
        raise SentUnclear(detail="no id in the answer")
    return found


def trouble_of(status: int, answer: object) -> NotHeard | SentUnclear | TurnedDown:
    """What an error answer means for the message. Whatever may have been accepted is unclear."""
    error = as_body(as_body(answer).get("error"))
    code, subcode = _number(error.get("code")), _number(error.get("error_subcode"))
    detail = f"{status} {code}/{subcode}"
    if code in TOKEN_TROUBLE or status == 401:  # noqa: PLR2004 - the status speaks for itself
        return AccessLost(detail=detail)
    if code in THROTTLED or status == TOO_MANY:
        return NotHeard("channel.throttled", detail)
    if code in UNSURE or status >= SERVER_ERROR or not error:
        return SentUnclear(detail=detail)
    return refusal_of(code, subcode, detail)


def refusal_of(code: int, subcode: int = 0, detail: str = "") -> TurnedDown:
    """A refusal that stands, by the code of an answer or of a status."""
    if code in WINDOW_CLOSED or subcode in WINDOW_SUBCODES:
        return TurnedDown("channel.window_closed_there", detail)
    if code in NOBODY_THERE or subcode in NO_SUCH_USER:
        return TurnedDown("channel.nobody_there", detail, address_is_bad=True)
    if code in WANTS_NO_MORE:
        return TurnedDown("channel.wants_no_more", detail, wants_no_more=True)
    return TurnedDown(detail=detail)


def talk_events(body: object) -> Iterator[Event]:
    """Messages and echoes in a webhook of Instagram (`object` = instagram) or Messenger (`page`); others are left."""
    for entry in items(as_body(body).get("entry")):
        for event in items(entry.get("messaging")):
            found = _talk_event(event)
            if found is not None:
                yield found


def _talk_event(event: Body) -> Event | None:
    message = as_body(event.get("message"))
    name, text = word(message.get("mid")), word(message.get("text"))
    if not name or message.get("is_deleted"):
        return None
    at = _moment(event.get("timestamp"), thousandths=True)
    if message.get("is_echo"):
        to = word(as_body(event.get("recipient")).get("id"))
        return Status(state="sent", at=at, outer_id=name, address=to, text=text, key=word(message.get("metadata")))
    kinds = [word(one.get("type")) for one in items(message.get("attachments"))]
    said = text or " ".join(f"[{kind}]" for kind in kinds if kind) or "[?]"
    return Incoming(address=word(as_body(event.get("sender")).get("id")), outer_id=name, text=said, at=at)


def seconds_moment(told: object) -> datetime:
    """A moment told in seconds since 1970, as a number or in quotes."""
    return _moment(told, thousandths=False)


def as_body(told: object) -> Body:
    return told if isinstance(told, dict) else {}


def items(told: object) -> list[Body]:
    """The objects of a list; whatever else stands there is left."""
    return [one for one in told if isinstance(one, dict)] if isinstance(told, list) else []


def word(told: object) -> str:
    return told if isinstance(told, str) else str(told) if isinstance(told, int) and not isinstance(told, bool) else ""


def _moment(told: object, *, thousandths: bool) -> datetime:
    number = _number(told)
    return datetime.fromtimestamp(number // 1000 if thousandths else number, UTC)


def _number(told: object) -> int:
    text = word(told)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else 0  # noqa: PLR2004 - no moment or code is longer
