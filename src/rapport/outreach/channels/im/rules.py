"""The platform's own messages, seen as one channel among others: they cost quota, and need no consent of their own.

How they are queued, sent and read back stands where it always stood: `outreach.actions.messages`, `jobs.deliver`,
`jobs.conversations`.
"""

from rapport.outreach.channels.channel import Facts, Reach
from rapport.shared.refusals import Reason


def reach(facts: Facts) -> Reach:
    """A creator is reached by their handle while the week's quota lasts; whoever asked us to stop is not."""
    if facts.is_opted_out:
        return Reach(facts.handle, Reason("channel.opted_out"))
    if facts.is_blocked:
        return Reach(facts.handle, Reason("channel.blocked"))
    if facts.quota_left is not None and facts.quota_left <= 0:
        return Reach(facts.handle, Reason("channel.quota_out"))
    return Reach(facts.handle)
