"""When a creator may be written to on WhatsApp, and in what form."""

from dataclasses import replace
from datetime import datetime, timedelta

from rapport.outreach.channels.channel import Facts, Need, Reach, asking, barred, not_ready, usable
from rapport.shared.refusals import Reason

WINDOW = timedelta(hours=24)
"""After their last message anything may be written; later only approved templates (Meta's customer service window)."""


def is_open(last_in_at: datetime | None, now: datetime) -> bool:
    """Whether free text may be sent now."""
    return last_in_at is not None and now < last_in_at + WINDOW


def reach(facts: Facts) -> Reach:
    """To a number whose owner consented or wrote first, since Meta asks for that; outside the window by template."""
    point = usable(facts)
    if point is None:
        return Reach(why_not=Reason("channel.address_bad" if facts.addresses else "channel.no_whatsapp"))
    if against := barred(facts) or not_ready(facts.account):
        return Reach(point.address, against)
    found = asking(facts.consent, point)
    if found.can and not is_open(facts.last_in_at, facts.now):
        return replace(found, needs=found.needs | {Need.TEMPLATE})
    return found
