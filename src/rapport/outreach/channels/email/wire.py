"""E-mails built and read: plain text, one Message-ID made before sending, answers found by In-Reply-To.

RFC 5322 (messages), 2369 and 8058 (List-Unsubscribe and its one click), 3464 (bounces), 3834 (automatic answers).
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, parsedate_to_datetime
from hashlib import blake2b

from rapport.outreach.channels.channel import Outgoing

SUBJECT_CHARS = 200
TEXT_CHARS = 20_000
ID = re.compile(r"<[^<>\s]{3,240}>")
QUOTED_BEGINS = re.compile(
    r"^(?:>|On .{4,200} wrote:|Am .{4,200} schrieb.{0,80}:|Le .{4,200} a écrit\s?:|El .{4,200} escribió:"
    r"|Il .{4,200} ha scritto:"
    r"|在.{4,120}写道：|-{2,}\s?(?:Original Message|原始邮件|Ursprüngliche Nachricht)|_{20,})",
    re.IGNORECASE,
)
PERMANENT = re.compile(r"^5\.")


@dataclass(frozen=True, slots=True)
class Sender:
    """Who writes: the mailbox's address and the name beside it."""

    address: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """An e-mail as it was read. `bounced` names ours that could not be delivered, `bounced_for_good` whether ever."""

    message_id: str
    from_address: str
    from_name: str
    subject: str
    text: str
    at: datetime | None
    answers: tuple[str, ...] = ()
    automatic: bool = False
    bounced: str = ""
    bounced_for_good: bool = False


def message_id(key: str, account: str, from_address: str) -> str:
    """The Message-ID of an intent: the same whenever it is asked for, and of nobody else's."""
    digest = blake2b(f"{account}\n{key}".encode(), digest_size=15).hexdigest()
    return f"<rapport.{digest}@{from_address.rpartition('@')[2] or 'localhost'}>"


def built(outgoing: Outgoing, sender: Sender, now: datetime) -> EmailMessage:
    """The message as it goes over the wire. A person's click on the link, or a mail program's, makes it the last."""
    made = EmailMessage(policy=policy.SMTP)
    made["From"] = Address(_one_line(sender.name), addr_spec=sender.address)
    made["To"] = Address(addr_spec=outgoing.address)
    made["Subject"] = _one_line(outgoing.subject)[:SUBJECT_CHARS]
    made["Date"] = format_datetime(now.astimezone(UTC))
    made["Message-ID"] = outgoing.outer_id
    if outgoing.in_reply_to:
        made["In-Reply-To"] = outgoing.in_reply_to
        made["References"] = " ".join([*outgoing.references, outgoing.in_reply_to][-10:])
    by_mail = f"<mailto:{sender.address}?subject=unsubscribe>"
    if outgoing.stop_link:
        made["List-Unsubscribe"] = f"<{outgoing.stop_link}>, {by_mail}"
        made["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    else:
        made["List-Unsubscribe"] = by_mail
    text = f"{outgoing.text.strip()}\n\n{outgoing.footer}\n" if outgoing.footer else f"{outgoing.text.strip()}\n"
    made.set_content(text, charset="utf-8", cte="quoted-printable")
    return made


def read(raw: bytes) -> Letter:
    """An e-mail as anybody may have sent it; what is malformed is read as far as it can be."""
    found = message_from_bytes(raw, policy=policy.default.clone(raise_on_defect=False))
    if not isinstance(found, EmailMessage):
        raise TypeError(type(found).__name__)
    address, name = _sender(found)
    bounced, for_good = _bounce(found)
    said = _header(found, "In-Reply-To"), _header(found, "References")
    return Letter(
        message_id=_first_id(_header(found, "Message-ID")),
        from_address=address,
        from_name=name,
        subject=_one_line(_header(found, "Subject"))[:SUBJECT_CHARS],
        text=own_words(_text(found)),
        at=_date(found),
        answers=tuple(dict.fromkeys(one for header in said for one in ID.findall(header))),
        automatic=_is_automatic(found),
        bounced=bounced,
        bounced_for_good=for_good,
    )


def own_words(text: str) -> str:
    """What somebody wrote, without the message they quote below it."""
    lines = text.replace("\r\n", "\n").split("\n")
    kept = next((lines[:place] for place, line in enumerate(lines) if QUOTED_BEGINS.match(line.strip())), lines)
    return "\n".join(kept).strip()[:TEXT_CHARS] or text.strip()[:TEXT_CHARS]


def _is_automatic(found: EmailMessage) -> bool:
    """An absence note, a receipt, a list: written by nobody."""
    submitted = _header(found, "Auto-Submitted").partition(";")[0].strip().lower()
    if submitted and submitted != "no":
        return True
    if _header(found, "Precedence").strip().lower() in ("bulk", "auto_reply", "junk", "list"):
        return True
    return any(name in found for name in ("X-Autoreply", "X-Autorespond", "X-Auto-Response-From", "List-Id"))


def _bounce(found: EmailMessage) -> tuple[str, bool]:
    """The Message-ID of ours that a delivery report is about, and whether the address is gone for good."""
    if found.get_content_type() != "multipart/report" or found.get_param("report-type") != "delivery-status":
        return "", False
    status, about = "", ""
    for part in found.walk():
        kind = part.get_content_type()
        if kind == "message/delivery-status":
            blocks = part.get_payload()
            told = (
                [block.get("Status", "") for block in blocks if hasattr(block, "get")]
                if isinstance(blocks, list)
                else []
            )
            status = next((one.strip() for one in told if one), status)
        elif kind in ("text/rfc822-headers", "message/rfc822"):
            about = about or _returned_id(part)
    return about, PERMANENT.match(status) is not None


def _returned_id(part: object) -> str:
    as_text = part.as_string() if isinstance(part, EmailMessage) else ""
    match = re.search(r"^message-id:\s*(<[^<>\s]{3,240}>)", as_text, re.IGNORECASE | re.MULTILINE)
    return match[1] if match else ""


def _text(found: EmailMessage) -> str:
    part = found.get_body(preferencelist=("plain", "html"))
    if part is None:
        return ""
    try:
        text = str(part.get_content())
    except (LookupError, ValueError):
        raw = part.get_payload(decode=True)
        text = raw.decode("utf-8", "replace") if isinstance(raw, bytes) else ""
    return _without_markup(text) if part.get_content_subtype() == "html" else text


def _without_markup(html: str) -> str:
    """Words of an HTML message; its look is not kept."""
    bare = re.sub(r"(?is)<(style|script|head)\b.*?</\1>", " ", html)
    bare = re.sub(r"(?i)<(?:br|/p|/div|/li|/tr)[^>]*>", "\n", bare)
    bare = re.sub(r"<[^>]+>", "", bare)
    for name, sign in (("&nbsp;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&#39;", "'"), ("&amp;", "&")):
        bare = bare.replace(name, sign)
    return re.sub(r"\n\s*\n\s*\n+", "\n\n", bare).strip()


def _sender(found: EmailMessage) -> tuple[str, str]:
    header = found["From"]
    addresses = getattr(header, "addresses", ())
    if not addresses:
        return "", ""
    return addresses[0].addr_spec.lower(), _one_line(addresses[0].display_name)


def _date(found: EmailMessage) -> datetime | None:
    try:
        told = parsedate_to_datetime(_header(found, "Date"))
    except ValueError:
        return None
    return told if told.tzinfo else told.replace(tzinfo=UTC)


def _first_id(text: str) -> str:
    match = ID.search(text)
    return match[0] if match else ""


def _header(found: EmailMessage, name: str) -> str:
    value = found.get(name)
    return "" if value is None else str(value)


def _one_line(text: str) -> str:
    return " ".join(text.split())
