"""Suggested answers to what a creator wrote: usual questions, a model's draft, and what only a person may answer."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from rapport.campaigns.models import Campaign
from rapport.campaigns.queries.speaking import Speaking
from rapport.campaigns.queries.words import Composer
from rapport.outreach.models import AnswerDraft, Message, Thread, TranslatorAccount
from rapport.outreach.queries.faq import Entry, draft_of, entries_of, matcher_for, unanswered, wrong_for
from rapport.outreach.queries.phrases import declining_phrases, matters_for_a_person
from rapport.outreach.queries.translation import account_of
from rapport.outreach.rules.drafts import for_a_person
from rapport.outreach.rules.faq import Asked, Reading
from rapport.outreach.rules.wording import Purpose, Template
from rapport.shared.refusals import Reason, Refusal

DRAFT = "draft"
"""The slug of a model's draft."""
SUGGESTIONS_MOST = 3


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One answer that could be sent: its words, filled for this creator, or why they cannot be."""

    slug: str
    title: str
    is_shipped: bool
    asked: Asked | None
    text: str
    refused: Reason | None


@dataclass(frozen=True, slots=True)
class Help:
    """What a person is shown above the answer box."""

    suggestions: tuple[Suggestion, ...]
    hand_over: Reason | None
    """Why a person answers this and nothing else may."""
    draft: AnswerDraft | None
    account: TranslatorAccount
    """The service that translates here, and may draft."""
    waits: bool = True
    """Whether the creator wrote something since we did."""

    @property
    def is_served(self) -> bool:
        return self.account.kind != TranslatorAccount.Kind.NONE

    @property
    def can_draft(self) -> bool:
        return self.account.kind == TranslatorAccount.Kind.CHAT and self.account.drafts_answers and self.waits

    def text_of(self, slug: str) -> str:
        """The words of one suggestion; empty for one that is not there."""
        return next((one.text for one in self.suggestions if one.slug == slug), "")


def help_for(thread: Thread, *, now: datetime, speaking: Speaking | None = None) -> Help:
    """Suggestions for everything a creator wrote since we last did; none where they wait for nothing."""
    waiting, account = unanswered(thread), account_of(thread.shop.workspace_id)
    if not waiting or thread.creator.blocked_why:
        return Help((), None, None, account, waits=False)
    talk = speaking or Speaking(thread, now)
    campaign = talk.campaign
    entries = {one.slug: one for one in entries_of(thread.shop.workspace_id)}
    asked = read(waiting, list(entries.values())).asked
    wrong, draft = wrong_for(thread), draft_of(waiting[-1])
    shown = [one for one in asked if one.slug not in wrong][:SUGGESTIONS_MOST]
    found = []
    if shown or draft:
        composer = talk.composer
        found = [_suggestion(composer, thread, campaign, entries[one.slug], one) for one in shown]
        if draft is not None and draft.state == AnswerDraft.State.DONE:
            found.append(_of_model(composer, thread, campaign, draft))
    return Help(tuple(found), hand_over(waiting, campaign), draft, account)


def read(waiting: Sequence[Message], entries: Sequence[Entry]) -> Reading:
    """Which usual questions these messages ask."""
    return matcher_for(entries).read("\n".join(one.text for one in waiting))


def hand_over(waiting: Sequence[Message], campaign: Campaign | None) -> Reason | None:
    """Why only a person may answer these messages."""
    text = "\n".join(one.text for one in waiting)
    return for_a_person(text, matters_for_a_person(), declining_phrases(), rates_of(campaign))


def rates_of(campaign: Campaign | None) -> Collection[int]:
    """The rates that a campaign offers: the only figures that may go out without a person."""
    return {one.rate for one in campaign.products.all()} if campaign else set()


def filled(composer: Composer, thread: Thread, campaign: Campaign | None, templates: tuple[Template, ...]) -> str:
    """The first of these texts that fits the creator, filled. Refuses with NoTemplateFits or MessageTooLong."""
    return composer.with_texts(thread.creator, Purpose.ANSWER, campaign, templates).text


def _suggestion(
    composer: Composer, thread: Thread, campaign: Campaign | None, entry: Entry, asked: Asked
) -> Suggestion:
    text, refused = _words(composer, thread, campaign, entry.templates())
    return Suggestion(entry.slug, entry.title, not entry.title, asked, text, refused)


def _of_model(composer: Composer, thread: Thread, campaign: Campaign | None, draft: AnswerDraft) -> Suggestion:
    language = composer.languages_for(thread.creator, campaign)[0]
    templates = (Template(Purpose.ANSWER, language, draft.text),)
    text, refused = _words(composer, thread, campaign, templates)
    return Suggestion(DRAFT, "", is_shipped=True, asked=None, text=text, refused=refused)


def _words(
    composer: Composer, thread: Thread, campaign: Campaign | None, templates: tuple[Template, ...]
) -> tuple[str, Reason | None]:
    try:
        return filled(composer, thread, campaign, templates), None
    except Refusal as refusal:
        return "", Reason(refusal.code, refusal.data)
