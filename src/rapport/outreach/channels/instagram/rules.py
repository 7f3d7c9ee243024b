"""When a creator may be written to on Instagram: only after they wrote, and not for long."""

from rapport.outreach.channels.channel import Facts, Reach
from rapport.outreach.channels.graph.window import reach_in_window
from rapport.shared.refusals import Reason


def reach(facts: Facts) -> Reach:
    """Nobody can be written to first."""
    return reach_in_window(facts, Reason("channel.instagram_they_first"))
