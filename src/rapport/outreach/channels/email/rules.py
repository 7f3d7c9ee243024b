"""When a creator may be written to by e-mail."""

from rapport.outreach.channels.channel import Facts, Reach, asking, barred, not_ready, usable
from rapport.shared.refusals import Reason


def reach(facts: Facts) -> Reach:
    """To a business address, with the consent that the country asks for and a footer that names the sender."""
    point = usable(facts)
    if point is None:
        return Reach(why_not=Reason("channel.address_bad" if facts.addresses else "channel.no_email"))
    against = barred(facts) or not_ready(facts.account)
    if against is None and facts.consent.postal_address and not facts.has_postal_address:
        against = Reason("channel.postal_address_missing")
    return Reach(point.address, against) if against else asking(facts.consent, point)
