"""The platform's own words for a creator's place in a target collaboration, and the stage each of them shows.

There is no word for accepting or declining (reference tiktok-api 4.2): whoever has a product in the showcase accepted.
"""

from enum import StrEnum

from rapport.outreach.rules.life import FOLLOWING, Stage


class SeatWord(StrEnum):
    """`collaboration_status` of a creator; an empty one means that the platform did not say."""

    NORMAL = "NORMAL"
    DELETING = "DELETING"
    """Taken out; the showcase holds its products until 00:00 of the next day."""
    DELETED = "DELETED"


GONE = frozenset({SeatWord.DELETING.value, SeatWord.DELETED.value})


def stage_shown(word: str, showcase_products: int, content_products: int) -> Stage:
    """The stage that the platform's word and counts show; a word nobody knows is read by its counts."""
    if word in GONE:
        return Stage.CLOSED
    if content_products:
        return Stage.ACTIVE
    return Stage.ACCEPTED if showcase_products else Stage.INVITED


def stage_to_take(ours: Stage, shown: Stage) -> Stage | None:
    """The stage to move to after the platform showed one; None where ours is further, or is the same.

    What the platform shows never opens a closed invitation: that is a person's to do.
    """
    return shown if shown is not Stage.INVITED and shown in FOLLOWING[ours] else None
