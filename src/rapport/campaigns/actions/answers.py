"""Usual questions answered without a person, in campaigns that allow it: only what is sure, and only marked answers."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from rapport.campaigns.models import Campaign
from rapport.campaigns.queries.campaigns import campaign_for
from rapport.campaigns.queries.suggestions import filled, hand_over, rates_of, read
from rapport.campaigns.queries.words import Composer
from rapport.outreach.actions.faq import note_by_itself
from rapport.outreach.actions.messages import queue_message
from rapport.outreach.models import SuggestionUse, Thread
from rapport.outreach.queries.faq import entries_of, unanswered
from rapport.outreach.queries.threads import next_intent, waiting_threads
from rapport.outreach.rules.drafts import check_automatic
from rapport.outreach.rules.faq import Asked
from rapport.outreach.rules.wording import Purpose
from rapport.shared.refusals import Reason, Refusal
from rapport.shops.actions.trail import record
from rapport.shops.models import Shop
from rapport.shops.rules.roles import WORKER, Actor

TALK_MOST = 3
TALK_OVER = timedelta(days=7)
"""After so many answers by itself in such a time, a talk goes on with a person."""


@dataclass(frozen=True, slots=True)
class _Answer:
    slug: str
    asked: Asked
    text: str


@transaction.atomic
def let_answer(campaign: Campaign, *, allowed: bool, by: Actor, now: datetime) -> None:
    """Say whether a campaign's usual questions may be answered without a person."""
    Campaign.objects.filter(pk=campaign.pk).update(answers_by_itself=allowed)
    record(campaign.shop.workspace_id, by, "campaign.answers_by_itself", campaign.name, now=now, allowed=allowed)


def answer_usual_questions(shop: Shop, *, now: datetime) -> int:
    """Answer the waiting creators of a shop who surely asked one usual question; how many.

    Whatever is about money beyond the terms, a complaint or law, or is not wholly understood, waits for a person. So
    does an answer that the quota refuses.
    """
    if not Campaign.objects.filter(shop=shop, answers_by_itself=True, state=Campaign.State.ACTIVE).exists():
        return 0
    return sum(_answered(shop, thread, now) for thread in waiting_threads(shop.pk))


def _answered(shop: Shop, thread: Thread, now: datetime) -> bool:
    thread.shop = shop
    campaign = campaign_for(shop.pk, thread.creator_id, now)
    if campaign is None or not _may(campaign, thread, now):
        return False
    try:
        answer = _answer(shop, thread, campaign, now)
        return answer is not None and _queued(shop, thread, answer, now)
    except Refusal:
        # No words, another figure, no quota: the thread waits for a person, as it would have anyway.
        return False


def _may(campaign: Campaign, thread: Thread, now: datetime) -> bool:
    runs = campaign.state == Campaign.State.ACTIVE and campaign.starts_at <= now < campaign.ends_at
    if not (runs and campaign.answers_by_itself) or thread.creator.blocked_why:
        return False
    uses = SuggestionUse.objects.filter(thread=thread, outcome=SuggestionUse.Outcome.BY_ITSELF)
    return uses.filter(at__gt=now - TALK_OVER).count() < TALK_MOST


def _answer(shop: Shop, thread: Thread, campaign: Campaign, now: datetime) -> _Answer | None:
    """The one answer that may go out. Refuses as `filled` and `check_automatic`."""
    waiting, entries = unanswered(thread), {one.slug: one for one in entries_of(shop.workspace_id)}
    only = read(waiting, list(entries.values())).only if waiting else None
    if only is None or not entries[only.slug].by_itself or hand_over(waiting, campaign) is not None:
        return None
    composer = Composer.open(shop, [thread.creator_id], now=now)
    text = filled(composer, thread, campaign, entries[only.slug].templates())
    check_automatic(text, rates_of(campaign))
    return _Answer(only.slug, only, text)


@transaction.atomic
def _queued(shop: Shop, thread: Thread, answer: _Answer, now: datetime) -> bool:
    key = next_intent(thread)
    made = queue_message(shop, thread.creator, Purpose.ANSWER, answer.text, key, by=WORKER, now=now)
    phrase = answer.asked.phrases[0]
    why = Reason("answers.by_itself", {"score": answer.asked.score, "phrase": phrase})
    note_by_itself(made, answer.slug, answer.asked.sureness.value, why, by=WORKER, now=now)
    return True
