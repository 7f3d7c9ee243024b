"""What an event of the platform asks for, and how slowly one may look where events are known to come.

An event is only a wake-up: the job that reads by the clock reads now (reference tiktok-api section 7).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

ORDER, DEAUTHORIZED, ENDING, RETURN, MESSAGE, SAMPLE = 1, 6, 7, 12, 33, 56
"""The platform's types."""
WAKES: Mapping[int, tuple[str, ...]] = {
    ORDER: ("sales.pull",),
    RETURN: ("sales.pull",),
    DEAUTHORIZED: ("outreach.sync_quota",),
    MESSAGE: ("outreach.read_replies",),
    SAMPLE: ("samples.follow",),
}
"""Which jobs read what an event is about. After a deauthorization any call tells; the quota's is the cheapest."""
GATHERED: Mapping[str, timedelta] = {"sales.pull": timedelta(minutes=15)}
"""What comes in crowds is read once for all that came within this time; everything else at once."""
SLOWED: Mapping[str, tuple[int, timedelta]] = {
    "outreach.read_replies": (MESSAGE, timedelta(hours=6)),
    "samples.follow": (SAMPLE, timedelta(days=1)),
}
"""Which job looks how seldom while the events of a type come."""
TRUSTED_FOR = timedelta(days=7)
"""How long one event proves that others would come."""
LATE = timedelta(minutes=5)
"""The platform tries again after two minutes: what is not told after this long was missed."""
KEPT_FOR = timedelta(days=3)
"""Events older than a day are refused as too old, so nothing older need be remembered."""


@dataclass(frozen=True, slots=True)
class Telling:
    """How one kind of event came so far, in the connection's time."""

    heard_at: datetime | None
    missed_at: datetime | None

    def works(self, now: datetime) -> bool:
        """Whether events were heard lately, and none was missed since."""
        if self.heard_at is None or now - self.heard_at > TRUSTED_FOR:
            return False
        return self.missed_at is None or self.missed_at < self.heard_at


def paced(every: Mapping[str, timedelta], working: frozenset[int]) -> dict[str, timedelta]:
    """How often each job looks: seldom where the events of its type come by themselves."""
    slow = {name: pause for name, (type_, pause) in SLOWED.items() if type_ in working}
    return {name: max(pause, slow.get(name, pause)) for name, pause in every.items()}
