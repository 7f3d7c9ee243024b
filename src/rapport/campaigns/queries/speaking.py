"""What is needed to find words for one talk, read once however many texts its page shows."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from rapport.campaigns.models import Campaign
from rapport.campaigns.queries.campaigns import campaign_for
from rapport.campaigns.queries.words import Composer
from rapport.outreach.models import Thread


@dataclass
class Speaking:
    """A talk at one moment; its campaign and composer are looked for when something is first to be said."""

    thread: Thread
    now: datetime

    @cached_property
    def campaign(self) -> Campaign | None:
        """In whose name the creator is written to."""
        return campaign_for(self.thread.shop_id, self.thread.creator_id, self.now)

    @cached_property
    def composer(self) -> Composer:
        return Composer.open(self.thread.shop, [self.thread.creator_id], now=self.now)
