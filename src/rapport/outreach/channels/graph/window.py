"""The window in which Meta lets a business answer on Instagram and Messenger."""

from datetime import datetime, timedelta

from rapport.outreach.channels.channel import Facts, Need, Reach, barred, not_ready
from rapport.shared.refusals import Reason

STANDARD = timedelta(hours=24)
HUMAN = timedelta(days=7)
"""Until then a person may answer, with the tag HUMAN_AGENT; nothing may be sent by itself."""


def needs_tag(last_in_at: datetime | None, now: datetime) -> bool:
    """Whether a message now has to carry the tag HUMAN_AGENT."""
    return last_in_at is None or now >= last_in_at + STANDARD


def reach_in_window(facts: Facts, address: str, nobody: Reason) -> Reach:
    """A conversation that they began; `nobody` is said where they never wrote."""
    if against := barred(facts):
        return Reach(address, against)
    if not address or facts.last_in_at is None:
        return Reach(address, nobody)
    if against := not_ready(facts.account):
        return Reach(address, against)
    if facts.now < facts.last_in_at + STANDARD:
        return Reach(address)
    if facts.now < facts.last_in_at + HUMAN:
        return Reach(address, needs=frozenset({Need.PERSON}))
    return Reach(address, Reason("channel.window_closed", {"days": HUMAN.days}))
