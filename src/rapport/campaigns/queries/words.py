"""The words of messages, composed from the templates and what is known."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from rapport.campaigns.models import Campaign, PlanLine
from rapport.campaigns.queries.sequences import SHIPPED, CampaignSequence, sequences_of_shop
from rapport.campaigns.rules.planner import Act
from rapport.creators.models import Creator
from rapport.creators.queries.content import posts_of
from rapport.creators.rules.content.posts import Post
from rapport.creators.rules.content.titles import nameable
from rapport.creators.rules.screens import Screen
from rapport.outreach.models import Experiment
from rapport.outreach.queries.experiments import running_experiments
from rapport.outreach.queries.greetings import shipped_greetings
from rapport.outreach.queries.templates import shipped_phrases, templates_of
from rapport.outreach.queries.threads import said_to
from rapport.outreach.rules.experiments import arm_of
from rapport.outreach.rules.sequences import languages, of_sequence
from rapport.outreach.rules.values import harmless
from rapport.outreach.rules.wording import Known, Purpose, Template, compose
from rapport.policies.rules.sections import Policy
from rapport.shared.money import percent
from rapport.shared.periods import local_date, outside_quiet_hours
from rapport.shared.refusals import Reason, Refusal
from rapport.shops.models import Shop
from rapport.shops.queries.shops import policy_of
from rapport.shops.rules.regions import REGIONS

PURPOSES = {
    Act.ANSWER: Purpose.ANSWER,
    Act.SAMPLE_NOTICE: Purpose.SAMPLE_NOTICE,
    Act.REMIND: Purpose.REMIND,
    Act.INVITE: Purpose.INVITE,
    Act.REINVITE: Purpose.REINVITE,
}
"""What the message of an act is for; closing has none."""


@dataclass(frozen=True, slots=True)
class Words:
    """A message to one creator: its text, the template it was made of (none where a person worded it), and the
    experiment that chose the template.
    """

    text: str
    template: Template | None = None
    experiment: Experiment | None = None
    arm: int | None = None


@dataclass(frozen=True, slots=True)
class Composer:
    """Composes for the creators it was opened for; what is known of all of them is read once."""

    shop: Shop
    templates: tuple[Template, ...]
    posts: dict[int, list[Post]]
    said: dict[int, frozenset[str]]
    experiments: dict[Purpose, Experiment]
    sequences: dict[int, CampaignSequence]
    policy: Policy
    now: datetime

    @classmethod
    def open(cls, shop: Shop, creator_ids: Sequence[int], *, now: datetime) -> "Composer":
        return cls(
            shop=shop,
            templates=templates_of(shop.workspace_id),
            posts=posts_of(creator_ids),
            said=said_to(shop.pk, creator_ids),
            experiments=running_experiments(shop.pk),
            sequences=sequences_of_shop(shop.pk),
            policy=policy_of(shop),
            now=now,
        )

    def words(self, creator: Creator, purpose: Purpose, campaign: Campaign | None) -> Words:
        """The message by the campaign's sequence, or by the creator's arm where wordings are compared.

        Refuses with NoTemplateFits, MessageTooLong or FilledForbidden.
        """
        sequence = self._sequence(campaign)
        offered = of_sequence(self.templates, sequence.steps, purpose)
        known, languages = self.known(creator, campaign), self._languages(creator, sequence)
        compared = self._compared(creator, purpose, offered, known, languages)
        return compared or self._first(offered, purpose, known, languages)

    def with_wording(self, creator: Creator, purpose: Purpose, campaign: Campaign | None, name: str) -> Words:
        """The same with one wording alone. Refuses as `words`."""
        chosen = [one for one in self.templates if one.name == name]
        return self.with_texts(creator, purpose, campaign, chosen)

    def with_texts(
        self, creator: Creator, purpose: Purpose, campaign: Campaign | None, texts: Sequence[Template]
    ) -> Words:
        """The first of these texts that fits, whatever the campaign's sequence holds. Refuses as `words`."""
        spoken = self.languages_for(creator, campaign)
        return self._first(texts, purpose, self.known(creator, campaign), spoken)

    def languages_for(self, creator: Creator, campaign: Campaign | None) -> tuple[str, ...]:
        """The languages in which this creator is written to, the first with a text wins."""
        return self._languages(creator, self._sequence(campaign))

    def known(self, creator: Creator, campaign: Campaign | None) -> Known:
        """What a message to this creator may be filled with."""
        sequence, phrases = self._sequence(campaign), shipped_phrases()
        has_sample = campaign is not None and campaign.has_free_sample and not campaign.gift
        return Known(
            self._variables(creator, campaign, sequence),
            gifts=phrases.gift if has_sample else {},
            said=self.said.get(creator.pk, frozenset()),
            traffics=phrases.traffic if sequence.has_traffic and not sequence.traffic else {},
            joined=phrases.joined,
            greetings=self._greetings(creator),
        )

    def _first(self, offered: Sequence[Template], purpose: Purpose, known: Known, languages: Sequence[str]) -> Words:
        chars_max, contact = self.policy.collaboration.message_chars_max, self.policy.contact
        made = compose(offered, purpose, languages, known, chars_max=chars_max, contact=contact)
        return Words(made.text, made.template)

    def _compared(
        self,
        creator: Creator,
        purpose: Purpose,
        offered: Sequence[Template],
        known: Known,
        languages: Sequence[str],
    ) -> Words | None:
        """The creator's arm; None where nothing is compared, or where one of the arms could not be sent to them: else
        those of whom more is known would all be in one arm.
        """
        experiment = self.experiments.get(purpose)
        if experiment is None:
            return None
        made = []
        for name in experiment.arms:
            try:
                made.append(self._first([one for one in offered if one.name == name], purpose, known, languages))
            except Refusal:
                return None
        arm = arm_of(experiment.key, creator.pk, len(made))
        return replace(made[arm], experiment=experiment, arm=arm)

    def _sequence(self, campaign: Campaign | None) -> CampaignSequence:
        return self.sequences.get(campaign.pk, SHIPPED) if campaign else SHIPPED

    def _languages(self, creator: Creator, sequence: CampaignSequence) -> tuple[str, ...]:
        region = REGIONS[self.shop.region].language
        return languages(sequence.language_rule, creator=creator.language, region=region, fixed=sequence.language)

    def _greetings(self, creator: Creator) -> dict[str, str]:
        """By language, for the day in the creator's country on which the message can go out."""
        contact, timezone = self.policy.contact, self.shop.timezone
        leaves = outside_quiet_hours(self.now, timezone, contact.quiet_from_time, contact.quiet_until_time)
        home = REGIONS.get(creator.region)
        day = local_date(leaves, home.timezone if home else timezone)
        spoken = {one.language for one in self.templates}
        return {one: shipped_greetings().said(one, creator.region, day) for one in spoken}

    def _variables(self, creator: Creator, campaign: Campaign | None, sequence: CampaignSequence) -> dict[str, str]:
        offered = list(campaign.products.all()) if campaign else []
        best = max(offered, key=lambda one: one.rate, default=None)
        contact = self.policy.contact
        return {
            "creator": harmless(creator.shown_name, contact) or harmless(creator.handle, contact),
            "video_title": harmless(self._title(creator, campaign), contact),
            "brand": self.shop.workspace.brand,
            "shop": self.shop.name,
            "product": best.product.title if best else "",
            "rate": percent(best.rate) if best else "",
            "gift": campaign.gift if campaign else "",
            "traffic": sequence.traffic if sequence.has_traffic else "",
        }

    def _title(self, creator: Creator, campaign: Campaign | None) -> str:
        """The title of the creator's post that is best named, empty where there is none."""
        wanted = frozenset(Screen.from_json(campaign.screen).categories if campaign else ())
        found = nameable(self.posts.get(creator.pk, ()), wanted, self.now)
        return found[0].title if found else ""


def suggested(shop: Shop, creator: Creator, purpose: Purpose, campaign: Campaign | None, *, now: datetime) -> str:
    """A composed message to one creator. Refuses with NoTemplateFits, MessageTooLong or FilledForbidden."""
    return Composer.open(shop, [creator.pk], now=now).words(creator, purpose, campaign).text


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
        return Preview(composer.words(line.creator, purpose, line.campaign).text)
    except Refusal as refusal:
        return Preview("", Reason(refusal.code, refusal.data))
