"""The words of messages, composed from the templates and what is known."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from rapport.campaigns.models import Campaign, PlanLine
from rapport.campaigns.rules.planner import Act
from rapport.creators.models import Creator
from rapport.creators.queries.content import posts_of
from rapport.creators.rules.content.posts import Post
from rapport.creators.rules.content.titles import nameable
from rapport.creators.rules.screens import Screen
from rapport.outreach.queries.templates import shipped_gifts, shipped_templates
from rapport.outreach.queries.threads import languages_for, said_to, templates_of
from rapport.outreach.rules.wording import Known, Purpose, Template, compose
from rapport.shared.money import percent
from rapport.shared.refusals import Reason, Refusal
from rapport.shops.models import Shop
from rapport.shops.queries.shops import policy_of

PURPOSES = {
    Act.ANSWER: Purpose.ANSWER,
    Act.SAMPLE_NOTICE: Purpose.SAMPLE_NOTICE,
    Act.REMIND: Purpose.REMIND,
    Act.INVITE: Purpose.INVITE,
    Act.REINVITE: Purpose.REINVITE,
}
"""What the message of an act is for; closing has none."""


@dataclass(frozen=True, slots=True)
class Composer:
    """Composes for the creators it was opened for; what is known of all of them is read once."""

    shop: Shop
    templates: tuple[Template, ...]
    posts: dict[int, list[Post]]
    said: dict[int, frozenset[str]]
    chars_max: int
    now: datetime

    @classmethod
    def open(cls, shop: Shop, creator_ids: Sequence[int], *, now: datetime) -> "Composer":
        return cls(
            shop=shop,
            templates=templates_of(shop.workspace_id, shipped_templates()),
            posts=posts_of(creator_ids),
            said=said_to(shop.pk, creator_ids),
            chars_max=policy_of(shop).collaboration.message_chars_max,
            now=now,
        )

    def words(self, creator: Creator, purpose: Purpose, campaign: Campaign | None) -> str:
        """The message in the creator's language. Refuses with NoTemplateFits or MessageTooLong."""
        languages = languages_for(self.shop, creator.language)
        known = self.known(creator, campaign)
        return compose(self.templates, purpose, languages, known, chars_max=self.chars_max)

    def known(self, creator: Creator, campaign: Campaign | None) -> Known:
        """What there is to fill templates with."""
        has_sample = campaign is not None and campaign.has_free_sample and not campaign.gift
        return Known(
            self._variables(creator, campaign),
            gifts=shipped_gifts() if has_sample else {},
            said=self.said.get(creator.pk, frozenset()),
        )

    def _variables(self, creator: Creator, campaign: Campaign | None) -> dict[str, str]:
        offered = list(campaign.products.all()) if campaign else []
        best = max(offered, key=lambda one: one.rate, default=None)
        return {
            "creator": creator.shown_name,
            "video_title": self._title(creator, campaign),
            "brand": self.shop.workspace.brand,
            "shop": self.shop.name,
            "product": best.product.title if best else "",
            "rate": percent(best.rate) if best else "",
            "gift": campaign.gift if campaign else "",
        }

    def _title(self, creator: Creator, campaign: Campaign | None) -> str:
        """The title of the creator's post that is best named, empty where there is none."""
        wanted = frozenset(Screen.from_json(campaign.screen).categories if campaign else ())
        found = nameable(self.posts.get(creator.pk, ()), wanted, self.now)
        return found[0].title if found else ""


def suggested(shop: Shop, creator: Creator, purpose: Purpose, campaign: Campaign | None, *, now: datetime) -> str:
    """A composed message to one creator. Refuses with NoTemplateFits or MessageTooLong."""
    return Composer.open(shop, [creator.pk], now=now).words(creator, purpose, campaign)


def words_of_line(line: PlanLine, *, now: datetime) -> str:
    """The message a plan line would send, empty for an act without one. Refuses as `suggested`."""
    purpose = PURPOSES.get(Act(line.act))
    return suggested(line.plan.shop, line.creator, purpose, line.campaign, now=now) if purpose else ""


@dataclass(frozen=True, slots=True)
class Preview:
    """What a plan line would send: the composed text, or why none could be composed."""

    text: str
    refused: Reason | None = None


def previews(shop: Shop, lines: Sequence[PlanLine], *, now: datetime) -> dict[int, Preview]:
    """The messages that lines of a shop would send, by line id; acts without a message are left out."""
    speaking = {line.pk: PURPOSES[Act(line.act)] for line in lines if Act(line.act) in PURPOSES}
    if not speaking:
        return {}
    composer = Composer.open(shop, [line.creator_id for line in lines if line.pk in speaking], now=now)
    return {line.pk: _preview(composer, line, speaking[line.pk]) for line in lines if line.pk in speaking}


def _preview(composer: Composer, line: PlanLine, purpose: Purpose) -> Preview:
    try:
        return Preview(composer.words(line.creator, purpose, line.campaign))
    except Refusal as refusal:
        return Preview("", Reason(refusal.code, refusal.data))
