"""What there is between one shop and one creator: how far they are, and what was tried."""

import json
from collections.abc import Collection
from dataclasses import astuple, dataclass
from enum import StrEnum

from sandbox.store.database import Database


class Stage(StrEnum):
    """How far a creator is with a shop."""

    SILENT = "silent"  # contacted, decided not to react so far
    WARMING = "warming"  # will react
    ASKING = "asking"  # wrote, waits for the shop's answer
    THINKING = "thinking"  # was answered, will write again
    WILLING = "willing"  # wants to, but has no open invitation
    ACTIVE = "active"  # has products in the showcase
    CLOSED = "closed"  # declined, or lost patience


@dataclass(frozen=True, slots=True)
class Relation:
    """The state of one pair; counters name the draws that belong to it."""

    shop: int
    creator: int
    stage: Stage = Stage.SILENT
    attempts: int = 0
    attempted_at: int = 0
    named: int = 0  # whether a message of this attempt named the creator
    invitations: int = 0
    sent: int = 0  # messages to this creator before the first reply
    replied: int = 0
    connected_at: int | None = None
    questions: int = 0
    answers: int = 0
    answers_needed: int = 0
    acceptances: int = 0
    contents: int = 0
    changes: int = 0
    closed_at: int | None = None


def find(db: Database, shop: int, creator: int) -> Relation | None:
    row = db.one("SELECT * FROM relations WHERE shop = ? AND creator = ?", (shop, creator))
    return None if row is None else Relation(row[0], row[1], Stage(row[2]), *row[3:])


def keep(db: Database, relation: Relation) -> None:
    db.execute(
        "INSERT OR REPLACE INTO relations VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        astuple(relation),
    )


def connected(db: Database, shop: int, creators: Collection[int]) -> set[int]:
    """Return those who wrote, answered or carry a product."""
    rows = db.all(
        "SELECT creator FROM relations WHERE shop = ? AND connected_at IS NOT NULL"
        " AND creator IN (SELECT value FROM json_each(?))",
        (shop, json.dumps(list(creators))),
    )
    return {row["creator"] for row in rows}
