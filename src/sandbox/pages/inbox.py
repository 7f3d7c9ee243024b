"""The creator's conversations: the list, and one with what was written, text, pictures and cards."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import falcon

from sandbox import calls
from sandbox.behaviour.playing import ActRefusedError, write
from sandbox.desk import Desk
from sandbox.pages.forms import Form
from sandbox.pages.images import read_picture
from sandbox.pages.playing import ActPage, CreatorPage, Player, whole
from sandbox.pages.web import Visit
from sandbox.shops import Product, Shop
from sandbox.store import by_creator, conversations, images, played
from sandbox.store.conversations import CREATOR, SHOP, Message
from sandbox.store.database import Database
from sandbox.store.images import PICTURES

SHOWN = 80
_TEXT_MAX = 2_000


@dataclass(frozen=True, slots=True)
class Thread:
    """One shop with what was said last; without a conversation nobody has written yet."""

    shop: Shop
    last: Message | None
    preview: str
    waits: bool


@dataclass(frozen=True, slots=True)
class Bubble:
    """One message as it is shown; `kind` chooses how. Of a seller's picture the sandbox has no bytes to show."""

    message: Message
    mine: bool
    kind: str
    text: str = ""
    title: str = ""
    picture: str = ""
    products: tuple[Product, ...] = ()
    about: int = 0


class InboxPage(CreatorPage):
    """All shops of the market, those with messages first."""

    tab = "inbox"

    def show(self, visit: Visit, who: Player, **_path: str) -> str:
        threads = []
        for item in by_creator.conversations(visit.world.db, who.number):
            if item.shop in who.shops:
                shop, page = (
                    who.shops[item.shop],
                    conversations.messages_page(visit.world.db, item.id, before=None, count=1),
                )
                last = page[0] if page else None
                threads.append(Thread(shop, last, _preview(visit, shop, last), item.last_sender == SHOP))
        talking = {thread.shop.id for thread in threads}
        others = [shop for shop in who.shops.values() if shop.id not in talking]
        return self.page(visit, who, "inbox.html", threads=threads, others=others)


class ChatPage(ActPage):
    """The conversation with one shop."""

    tab = "inbox"

    def show(self, visit: Visit, who: Player, **path: str) -> str:
        shop = who.shop(whole(path["shop"]))
        conversation = conversations.with_creator(visit.world.db, shop.id, who.number)
        found = []
        if conversation is not None:
            found = conversations.messages_page(visit.world.db, conversation.id, before=None, count=SHOWN)
        bubbles = [bubble(shop, message) for message in found]
        return self.page(visit, who, "chat.html", shop=shop, bubbles=bubbles)

    def act(self, visit: Visit, who: Player, form: Form, **path: str) -> tuple[str, str]:
        shop = who.shop(whole(path["shop"]))
        type_, content = _CONTENTS.get(form.text("act"), _text)(visit, who, shop, form)
        write(visit.world, shop, who.number, visit.now, type_=type_, content=content)
        return f"{who.home}/inbox/{shop.id}", "sent"


Content = tuple[str, dict[str, str]]


def _text(_visit: Visit, _who: Player, _shop: Shop, form: Form) -> Content:
    text = form.text("text").replace("\r\n", "\n")
    if not text:
        raise ActRefusedError("nothing_written")
    return "TEXT", {"content": text[:_TEXT_MAX]}


def _picture(visit: Visit, who: Player, _shop: Shop, form: Form) -> Content:
    picture = read_picture(form.picture, who.number)
    if picture is None:
        raise ActRefusedError("no_picture")
    played.add_picture(visit.world.db, picture)
    url = f"{visit.prefix}{PICTURES}{picture.id}"
    return "IMAGE", {"url": url, "width": str(picture.width), "height": str(picture.height)}


def _card(_visit: Visit, _who: Player, shop: Shop, form: Form) -> Content:
    product = next((number for number in form.numbers("product") if shop.product(number)), None)
    if product is None:
        raise ActRefusedError("nothing_chosen")
    return "PRODUCT_CARD", {"product_id": str(product)}


_CONTENTS = {"text": _text, "picture": _picture, "card": _card}


def bubble(shop: Shop, message: Message) -> Bubble:
    """Return a message ready to be shown; a type we do not know is named."""
    content, mine = json.loads(message.content), message.sender == CREATOR
    match message.type:
        case "TEXT":
            return Bubble(message, mine, "text", text=content.get("content", ""))
        case "PRODUCT_CARD" | "CRM_TEXT_WITH_PRODUCTS_CARD":
            return Bubble(
                message,
                mine,
                "products",
                text=content.get("content", ""),
                title=content.get("title", ""),
                products=_products(shop, content),
            )
        case "IMAGE" | "CRM_TEXT_WITH_IMAGE_CARD":
            path = urlsplit(str(content.get("url") or content.get("image_url") or "")).path
            return Bubble(
                message,
                mine,
                "picture",
                text=content.get("content", ""),
                title=content.get("title", ""),
                picture=path if path.startswith(PICTURES) else "",
            )
        case "TARGET_COLLABORATION_CARD":
            return Bubble(message, mine, "invitation", about=int(content["invitation_group_id"]))
        case "FREE_SAMPLE_CARD":
            return Bubble(message, mine, "sample")
    return Bubble(message, mine, "text", text=message.type)


def _products(shop: Shop, content: Mapping[str, Any]) -> tuple[Product, ...]:
    texts = str(content.get("product_id") or content.get("product_ids") or "").split(",")
    found = (shop.product(int(text)) for text in texts if text.isdigit())
    return tuple(item for item in found if item is not None)


def _preview(visit: Visit, shop: Shop, last: Message | None) -> str:
    if last is None:
        return visit.texts("no_message_yet")
    shown = bubble(shop, last)
    return shown.text or shown.title or visit.texts(f"sent_{shown.kind}")


class PictureRoute:
    """The pictures that either side sent, for whoever has the address."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def on_get(self, _req: falcon.Request, resp: falcon.Response, identifier: str) -> None:
        with self._desk.turn():
            found = _found(self._desk.world.db, identifier)
        if found is None:
            raise falcon.HTTPNotFound
        resp.content_type, resp.data = found
        resp.set_headers({"content-security-policy": "default-src 'none'", "x-content-type-options": "nosniff"})


def _found(db: Database, identifier: str) -> tuple[str, bytes] | None:
    """Return a picture's media type and bytes: a shop's by number and kind, a creator's by its own name."""
    name, _, kind = identifier.partition(".")
    if not kind:
        picture = played.find_picture(db, name)
        return None if picture is None else (picture.media_type, picture.bytes)
    image = images.shown(db, calls.whole(name) or 0, kind)
    return None if image is None else (f"image/{'jpeg' if kind == 'jpg' else kind}", image.bytes)
