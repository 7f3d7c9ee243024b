"""When a creator may be written to on Messenger: only after they wrote, and not for long."""

from rapport.outreach.channels.channel import Facts, Reach, usable
from rapport.outreach.channels.graph.window import reach_in_window
from rapport.shared.refusals import Reason


def reach(facts: Facts) -> Reach:
    """The address is the id under which Meta shows their messages to us; nobody can be written to first."""
    point = usable(facts)
    return reach_in_window(facts, point.address if point else "", Reason("channel.messenger_they_first"))
