"""Conversations between shops and creators, and their messages."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sandbox.store.database import Database

SHOP, CREATOR = "shop", "creator"
MARKED = "FROM conversations c LEFT JOIN conversation_marks m ON m.conversation = c.id"
_ARCHIVED = "coalesce(m.archived_at, -1) >= c.last_at"
GROUPS = {
    "ALL": f"NOT {_ARCHIVED}",
    "UNREAD": f"NOT {_ARCHIVED} AND c.unread > 0",
    "UNREPLIED": f"NOT {_ARCHIVED} AND c.last_sender = 'creator'",
    "STARRED": f"NOT {_ARCHIVED} AND coalesce(m.starred, 0)",
    "ARCHIVED": _ARCHIVED,
}
"""What belongs to each group of the inbox; the archive is apart from all others."""


@dataclass(frozen=True, slots=True)
class Conversation:
    """One conversation; `messages` is their number, the last sender is empty while there is none."""

    id: int
    shop: int
    creator: int
    created_at: int
    messages: int = 0
    unread: int = 0
    last_at: int = 0
    last_sender: str = ""
    shop_wrote_at: int | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """One message; content is JSON text as on the wire, the intent is the creator's secret."""

    conversation: int
    place: int
    id: int
    shop: int
    sender: str
    type: str
    content: str
    intent: str
    sent_at: int


def find(db: Database, shop: int, conversation: int) -> Conversation | None:
    row = db.one("SELECT * FROM conversations WHERE id = ? AND shop = ?", (conversation, shop))
    return None if row is None else Conversation(*row)


def with_creator(db: Database, shop: int, creator: int) -> Conversation | None:
    row = db.one("SELECT * FROM conversations WHERE shop = ? AND creator = ?", (shop, creator))
    return None if row is None else Conversation(*row)


def talking(db: Database, shop: int, creators: Collection[int]) -> set[int]:
    """Return those of the creators to whom the shop has written."""
    rows = db.all(
        "SELECT creator FROM conversations WHERE shop = ? AND shop_wrote_at IS NOT NULL"
        " AND creator IN (SELECT value FROM json_each(?))",
        (shop, json.dumps(list(creators))),
    )
    return {row["creator"] for row in rows}


def open_new(db: Database, conversation: Conversation) -> None:
    db.execute(
        "INSERT INTO conversations VALUES (?, ?, ?, ?, 0, 0, ?, '', NULL)",
        (
            conversation.id,
            conversation.shop,
            conversation.creator,
            conversation.created_at,
            conversation.created_at,
        ),
    )


def add(db: Database, message: Message) -> None:
    """Append a message and bring its conversation up to date."""
    db.execute(
        "INSERT INTO messages VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            message.conversation,
            message.place,
            message.id,
            message.shop,
            message.sender,
            message.type,
            message.content,
            message.intent,
            message.sent_at,
        ),
    )
    by_creator = message.sender == CREATOR
    db.execute(
        "UPDATE conversations SET messages = ?, unread = unread + ?, last_at = ?, last_sender = ?,"
        " shop_wrote_at = coalesce(?, shop_wrote_at) WHERE id = ?",
        (
            message.place + 1,
            int(by_creator),
            message.sent_at,
            message.sender,
            None if by_creator else message.sent_at,
            message.conversation,
        ),
    )


def page(db: Database, shop: int, *, status: str, before: Sequence[int] | None, count: int) -> list[Conversation]:
    """Return conversations from the newest on, after the place (time, id) of the last one seen."""
    last_at, last_id = before or (2**62, 2**63 - 1)
    rows = db.all(
        f"SELECT c.* {MARKED} WHERE c.shop = ? AND (c.last_at, c.id) < (?, ?) AND {GROUPS[status]}"
        " ORDER BY c.last_at DESC, c.id DESC LIMIT ?",
        (shop, last_at, last_id, count),
    )
    return [Conversation(*row) for row in rows]


def messages_page(db: Database, conversation: int, *, before: int | None, count: int) -> list[Message]:
    """Return messages from the newest on, after the place of the last one seen."""
    rows = db.all(
        "SELECT * FROM messages WHERE conversation = ? AND place < ? ORDER BY place DESC LIMIT ?",
        (conversation, 2**62 if before is None else before, count),
    )
    return [Message(*row) for row in rows]


def mark_read(db: Database, shop: int, conversation: int) -> bool:
    """Mark a conversation as read; False where the shop has none of that id."""
    return db.execute("UPDATE conversations SET unread = 0 WHERE id = ? AND shop = ?", (conversation, shop)) == 1


def newest_unread(db: Database, shop: int, since: int) -> list[tuple[Conversation, Message]]:
    """Return unread conversations whose last message came after `since`, each with that message."""
    rows = db.all(
        "SELECT * FROM conversations WHERE shop = ? AND unread > 0"
        " AND last_sender = 'creator' AND last_at > ?"
        " ORDER BY last_at DESC, id DESC",
        (shop, since),
    )
    found = [Conversation(*row) for row in rows]
    return [(item, messages_page(db, item.id, before=None, count=1)[0]) for item in found]


def handed_over(db: Database, shop: int) -> list[tuple[int, int, str, str]]:
    """Return every message of the shop as (time, conversation, type, content)."""
    rows = db.all(
        "SELECT sent_at, conversation, type, content FROM messages WHERE shop = ? AND sender = 'shop'",
        (shop,),
    )
    return [(row[0], row[1], row[2], json.dumps(json.loads(row[3]), sort_keys=True)) for row in rows]
