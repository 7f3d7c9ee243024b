"""What a shop did with its conversations in the inbox: starred, or put into the archive."""

from sandbox.store.conversations import GROUPS, MARKED
from sandbox.store.database import Database


def star(db: Database, conversation: int, *, starred: bool) -> None:
    db.execute(
        "INSERT INTO conversation_marks VALUES (?1, ?2, NULL) ON CONFLICT (conversation) DO UPDATE SET starred = ?2",
        (conversation, int(starred)),
    )


def archive(db: Database, conversation: int, now: int) -> None:
    """Put a conversation into the archive; the next message of either side takes it out again."""
    db.execute(
        "INSERT INTO conversation_marks VALUES (?1, 0, ?2) ON CONFLICT (conversation) DO UPDATE SET archived_at = ?2",
        (conversation, now),
    )


def counts(db: Database, shop: int) -> dict[str, int]:
    """Return the number of conversations in each group."""
    return {
        name: db.number(f"SELECT count(*) {MARKED} WHERE c.shop = ? AND {condition}", (shop,))
        for name, condition in GROUPS.items()
    }
