"""Links that open a chat in a person's own app, with the text in it where the app takes one.

Sources: wa.me and m.me take `text`, ig.me takes none (Meta's documents on click-to-chat, m.me and ig.me links);
`mailto:` is RFC 6068; TikTok has only the profile.
"""

from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import quote

from rapport.creators.rules.contact_points import ContactKind, ContactPoint
from rapport.outreach.channels.channel import Facts, Reach, asking, barred


class App(StrEnum):
    """Where a link leads."""

    EMAIL = "email"
    WHATSAPP = "whatsapp"
    INSTAGRAM = "instagram"
    MESSENGER = "messenger"
    TIKTOK = "tiktok"


@dataclass(frozen=True, slots=True)
class ChatLink:
    """A link with the app that it opens; `holds_text` says whether the text stands in it already."""

    app: App
    address: str
    url: str
    holds_text: bool


def link_to(point: ContactPoint, text: str, subject: str = "") -> ChatLink:
    """The link that opens a chat at this address."""
    said, name = quote(text, safe=""), quote(point.address, safe="@._-")
    if point.kind is ContactKind.WHATSAPP:
        return ChatLink(App.WHATSAPP, point.address, f"https://wa.me/{name}?text={said}", holds_text=True)
    if point.kind is ContactKind.INSTAGRAM:
        return ChatLink(App.INSTAGRAM, point.address, f"https://ig.me/m/{name}", holds_text=False)
    if point.kind is ContactKind.MESSENGER:
        return ChatLink(App.MESSENGER, point.address, f"https://m.me/{name}?text={said}", holds_text=True)
    url = f"mailto:{name}?subject={quote(subject, safe='')}&body={said}"
    return ChatLink(App.EMAIL, point.address, url, holds_text=True)


def profile_link(handle: str) -> ChatLink:
    """The creator's page in TikTok, whose own chat a person may use."""
    return ChatLink(App.TIKTOK, f"@{handle}", f"https://www.tiktok.com/@{quote(handle, safe='._-')}", holds_text=False)


def links(facts: Facts, text: str, subject: str = "") -> list[ChatLink]:
    """Every chat that could be opened, the best address first, the profile last."""
    found = [link_to(point, text, subject) for point in facts.addresses if not point.is_bad]
    return [*found, profile_link(facts.handle)]


def reach(facts: Facts) -> Reach:
    """A person can always knock at the door, unless they were asked not to; the profile is the last address."""
    if against := barred(facts):
        return Reach(facts.handle, against)
    point = next((one for one in facts.addresses if not one.is_bad), None)
    return Reach(f"@{facts.handle}") if point is None else asking(facts.consent, point)
