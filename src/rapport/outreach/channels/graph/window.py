"""The window in which Meta lets a business answer on Instagram and Messenger."""

from datetime import timedelta

from rapport.outreach.channels.channel import Facts, Need, Reach, barred, not_ready, usable
from rapport.shared.refusals import Reason

STANDARD = timedelta(hours=24)
HUMAN = timedelta(days=7)
"""Until then a person may answer, with the tag HUMAN_AGENT; nothing may be sent by itself."""


def reach_in_window(facts: Facts, nobody: Reason) -> Reach:
    """A conversation that they began; `nobody` is said where they never wrote.

    The address is the id under which Meta shows their messages to us.
    """
    point = usable(facts)
    address = point.address if point else ""
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
