"""When a shop's quota is used up: who of its shortlists can be reached otherwise, and by which ways."""

from dataclasses import dataclass
from datetime import datetime

from rapport.campaigns.models import Campaign, Candidate, PlanLine
from rapport.creators.models import Creator
from rapport.outreach.channels.channel import Channel
from rapport.outreach.queries.quota import current_window, standing_of
from rapport.outreach.queries.ways import Way, ways_to
from rapport.shops.models import Shop

LOOKED_AT, SHOWN = 200, 12


@dataclass(frozen=True, slots=True)
class Reachable:
    """A creator whom the plan would write to, with the ways that are open now."""

    creator: Creator
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class OtherWays:
    """What remains until the quota's week is over. `channels` counts the creators of each way."""

    shop: Shop
    until: datetime
    total: int
    people: tuple[Reachable, ...]
    channels: dict[Channel, int]


def ways_when_out(shop: Shop, now: datetime) -> OtherWays | None:
    """None while anything is left of the week's quota, and where the week was not opened."""
    window = current_window(shop, now)
    if window is None or standing_of(window).left != 0:
        return None
    creators = _wanted(shop, window.pk)
    found = ways_to(shop, creators, now)
    people = [Reachable(one, tuple(way for way in found[one.pk] if _is_open(way))) for one in creators]
    reachable = [one for one in people if one.ways]
    counts = {channel: sum(any(w.channel is channel for w in one.ways) for one in reachable) for channel in Channel}
    return OtherWays(
        shop,
        window.ends_at,
        len(reachable),
        tuple(reachable[:SHOWN]),
        {channel: count for channel, count in counts.items() if count},
    )


def _is_open(way: Way) -> bool:
    """By hand only where an address is known: everybody has a profile."""
    if way.channel is Channel.IM:
        return False
    return way.reach.can and (way.channel is not Channel.HAND or bool(way.facts.addresses))


def _wanted(shop: Shop, window_id: int) -> list[Creator]:
    """Creators of the plan's open lines in its order, then of the shortlists of running campaigns by rank."""
    lines = PlanLine.objects.filter(plan__window_id=window_id, state=PlanLine.State.PROPOSED).order_by("position")
    rows = Candidate.objects.filter(
        campaign__shop=shop,
        campaign__state=Campaign.State.ACTIVE,
        state=Candidate.State.SHORTLISTED,
        creator__blocked_why="",
        creator__merged_into=None,
    )
    ids = [*lines.values_list("creator_id", flat=True)[:LOOKED_AT]]
    ids += rows.order_by("rank", "pk").values_list("creator_id", flat=True)[:LOOKED_AT]
    wanted = list(dict.fromkeys(ids))[:LOOKED_AT]
    known = Creator.objects.in_bulk(wanted)
    return [known[pk] for pk in wanted]
