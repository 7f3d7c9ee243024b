"""Which messages of a mailbox concern us: answers and bounces of ours, mail from known creators. No others are read."""

import re
from collections.abc import Collection

from rapport.outreach.channels.email.wire import ID

ADDRESS = re.compile(r"[a-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[a-z0-9.-]{1,200}", re.IGNORECASE)
REPORT = re.compile(r"multipart/report", re.IGNORECASE)
UNFOLD = re.compile(r"\r?\n[ \t]+")


def concerns_us(headers: str, ours: Collection[str], known: Collection[str]) -> bool:
    """By its headers From, In-Reply-To, References and Content-Type; `ours` are Message-IDs, `known` addresses."""
    fields = _fields(headers)
    answered = ID.findall(f"{fields.get('in-reply-to', '')} {fields.get('references', '')}")
    if any(one in ours for one in answered) or REPORT.search(fields.get("content-type", "")):
        return True
    return any(one.lower() in known for one in ADDRESS.findall(fields.get("from", "")))


def ids_named(headers: str) -> list[str]:
    """The Message-IDs that headers answer to."""
    fields = _fields(headers)
    return ID.findall(f"{fields.get('in-reply-to', '')} {fields.get('references', '')}")


def senders_named(headers: str) -> list[str]:
    """The addresses that headers say a message is from, small."""
    return [one.lower() for one in ADDRESS.findall(_fields(headers).get("from", ""))]


def _fields(headers: str) -> dict[str, str]:
    pairs = (line.partition(":") for line in UNFOLD.sub(" ", headers).splitlines())
    return {name.strip().lower(): value.strip() for name, colon, value in pairs if colon}
