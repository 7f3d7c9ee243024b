"""Looking at all that was dealt with a workspace's creators, and keeping it beside them in the library."""

from datetime import datetime

from rapport.campaigns.queries.dealings import dealings
from rapport.creators.actions.dealings import DealingsKept, keep_dealings


def learn_dealings(workspace_id: int, *, now: datetime) -> DealingsKept:
    """Read invitations, messages, samples, content and sales anew and keep what differs; the same again writes
    nothing. `now` tells which invitations and samples are still hoped for.
    """
    return keep_dealings(workspace_id, dealings(workspace_id, now))
