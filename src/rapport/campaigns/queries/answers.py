"""The message that a person may write in a thread now: composed words, what they take from the quota, what is left."""

from dataclasses import dataclass
from datetime import datetime

from rapport.campaigns.queries.speaking import Speaking
from rapport.outreach.channels.channel import Channel, Need
from rapport.outreach.models import Invitation, QuotaWindow, Thread
from rapport.outreach.queries.opt_outs import opted_out_among
from rapport.outreach.queries.quota import cost_of_next, current_window, standing_of
from rapport.outreach.queries.threads import next_intent
from rapport.outreach.queries.ways import way_to
from rapport.outreach.rules.intent import purpose_of_next
from rapport.outreach.rules.quota import QUOTA_KINDS, Cost, PreReplyCapReached
from rapport.outreach.rules.wording import Purpose
from rapport.shared.refusals import Reason, Refusal


@dataclass(frozen=True, slots=True)
class Draft:
    """A message that could be sent now. `key` is its name: under one name nothing is sent twice."""

    key: str
    purpose: Purpose
    text: str
    no_words: Reason | None
    """Why no text could be composed."""
    cost: Cost | None
    """What it takes; empty before the week's quota was opened."""
    left_after: int | None
    """What is left then; empty where nothing is limited or known."""
    refused: Reason | None
    """Why nothing may be sent now."""


def draft_for(
    row: Thread, standing: Invitation | None, *, now: datetime, speaking: Speaking | None = None
) -> Draft | None:
    """What could be written in a thread; None for a creator who is blocked or opted out, and for one who
    never wrote and holds no standing invitation. Outside the platform it takes nothing from the quota.
    """
    wrote = row.first_in_at is not None
    if row.creator.blocked_why or row.creator_id in opted_out_among([row.creator_id]):
        return None
    if row.channel != Channel.IM:
        return _on_channel(row, speaking or Speaking(row, now))
    if not (wrote or standing):
        return None
    purpose, window = purpose_of_next(wrote=wrote), current_window(row.shop, now)
    text, no_words = _words(speaking or Speaking(row, now), purpose)
    cost, refused = _cost(row, purpose, window)
    left = standing_of(window).left if window else None
    after = left - cost.units if left is not None and cost is not None else None
    if after is not None and after < 0:
        refused = Reason("quota.used_up", {"units": cost.units if cost else 0, "left": left})
    return Draft(next_intent(row), purpose, text, no_words, cost, after, refused)


def _on_channel(row: Thread, speaking: Speaking) -> Draft:
    """An answer on the talk's own channel. What needs more than words is written from the page of all ways."""
    reach = way_to(row.shop, row.creator, Channel(row.channel), speaking.now).reach
    refused = reach.why_not or reach.warning
    if refused is None and Need.TEMPLATE in reach.needs:
        refused = Reason("channel.template_missing")
    text, no_words = _words(speaking, Purpose.ANSWER)
    return Draft(next_intent(row), Purpose.ANSWER, text, no_words, None, None, refused)


def _words(speaking: Speaking, purpose: Purpose) -> tuple[str, Reason | None]:
    """A composed text where the creator waits or never wrote; whoever goes on with a talk finds words of their own."""
    row = speaking.thread
    if row.waiting_since is None and purpose is Purpose.ANSWER:
        return "", None
    try:
        return speaking.composer.words(row.creator, purpose, speaking.campaign).text, None
    except Refusal as refusal:
        return "", Reason(refusal.code, refusal.data)


def _cost(row: Thread, purpose: Purpose, window: QuotaWindow | None) -> tuple[Cost | None, Reason | None]:
    if window is None:
        return None, None
    try:
        return cost_of_next(row.shop, row.creator, window, QUOTA_KINDS[purpose]), None
    except PreReplyCapReached as refusal:
        return None, Reason(refusal.code, refusal.data)
