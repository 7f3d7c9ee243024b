"""`outreach.fetch_pictures`: bring the pictures of messages here, so that no page loads anything from elsewhere."""

import ipaddress
from urllib.parse import urlsplit

import httpx

from rapport.jobs.errand import Errand
from rapport.outreach.actions.pictures import keep_fetched
from rapport.outreach.queries.pictures import to_fetch
from rapport.outreach.rules.cards import read_card
from rapport.outreach.rules.pictures import BYTES_MAX


def fetch_pictures(errand: Errand) -> None:
    """Fetch what nobody has looked for yet; what cannot be had is not asked for again."""
    for message in to_fetch(errand.shop.pk):
        errand.hold()
        card = read_card(message.content_type, message.text)
        keep_fetched(message.pk, _fetched(errand, card.subject) if card else b"")


def _fetched(errand: Errand, url: str) -> bytes:
    """The bytes behind an address, none where they cannot be had. No detours, no more than a picture may have."""
    if not is_outside(url, errand.connection.base_url):
        return b""
    parts = urlsplit(url)
    transport = errand.outside.transport(f"{parts.scheme}://{parts.netloc}")
    content = b""
    try:
        with (
            httpx.Client(transport=transport, timeout=errand.outside.timeout_s) as client,
            client.stream("GET", url) as answer,
        ):
            if answer.status_code != httpx.codes.OK:
                return b""
            for part in answer.iter_bytes():
                content += part
                if len(content) > BYTES_MAX:
                    return b""
    except httpx.HTTPError:
        return b""
    return content


def is_outside(url: str, base_url: str) -> bool:
    """Whether an address that came in a message may be asked: the connection's own server, or a public name by TLS.

    An address by number, or a name without a point, could be a machine of our own network.
    """
    parts, ours = urlsplit(url), urlsplit(base_url)
    if (parts.scheme, parts.netloc) == (ours.scheme, ours.netloc):
        return True
    host = parts.hostname or ""
    return parts.scheme == "https" and "." in host.strip(".") and not _is_number(host)


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
