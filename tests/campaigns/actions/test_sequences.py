"""A campaign's own words: its sequence, language and offer, in the messages that go out."""

from datetime import UTC, datetime

import pytest
from tests.campaigns.stage import opened, planned
from tests.cast import MEI, NOW, Cast
from tests.outreach.stage import writes

from rapport.campaigns.actions.approve import approve_line
from rapport.campaigns.actions.sequences import LanguageMissing, WordsDraft, choose_steps, choose_words
from rapport.campaigns.models import Campaign
from rapport.campaigns.queries.sequences import SHIPPED, sequence_of
from rapport.campaigns.queries.trying import tried
from rapport.campaigns.queries.words import Composer, suggested
from rapport.creators.models import Creator
from rapport.outreach.actions.experiments import Comparison, begin_experiment
from rapport.outreach.models import Experiment, Message, MessageWording
from rapport.outreach.queries.templates import digest_of, shipped_templates
from rapport.outreach.rules.experiments import arm_of
from rapport.outreach.rules.forbidden import WordsForbidden
from rapport.outreach.rules.sequences import LanguageRule
from rapport.outreach.rules.wording import Purpose
from rapport.shared.refusals import NotFound

INVITE = Purpose.INVITE


def invite(cast: Cast, campaign: Campaign, now: datetime = NOW) -> str:
    return suggested(cast.uk, cast.anna, INVITE, campaign, now=now)


def test_a_campaign_uses_the_wordings_it_names_in_its_order(cast: Cast) -> None:
    made = opened(cast)
    assert "have followed what you share" in invite(cast, made)
    choose_steps(made, INVITE, ["short", "offer"], by=MEI, now=NOW)
    assert "have followed what you share" not in invite(cast, made)
    assert sequence_of(made).steps == {INVITE: ["short", "offer"]}
    choose_steps(made, INVITE, [], by=MEI, now=NOW)
    assert "have followed what you share" in invite(cast, made)


def test_a_wording_that_nobody_wrote_is_refused(cast: Cast) -> None:
    with pytest.raises(NotFound):
        choose_steps(opened(cast), INVITE, ["short", "nothing"], by=MEI, now=NOW)


def test_a_campaign_may_write_in_one_language_and_offer_support(cast: Cast) -> None:
    made = opened(cast)
    assert sequence_of(made) == SHIPPED
    choose_words(made, WordsDraft(LanguageRule.FIXED, "de", has_traffic=True), by=MEI, now=NOW)
    assert "dazu ein kostenloses Muster und bezahlte Werbung für dein Video" in invite(cast, made)
    draft = WordsDraft(LanguageRule.REGION, "de", gift="a candle", has_traffic=True, traffic="live slots")
    choose_words(made, draft, by=MEI, now=NOW)
    assert "with a candle and live slots." in invite(cast, made)


def test_one_language_for_all_is_one_that_something_is_written_in(cast: Cast) -> None:
    with pytest.raises(LanguageMissing):
        choose_words(opened(cast), WordsDraft(LanguageRule.FIXED, "pl"), by=MEI, now=NOW)


def test_an_offer_outside_the_platform_is_refused(cast: Cast) -> None:
    with pytest.raises(WordsForbidden):
        choose_words(opened(cast), WordsDraft(LanguageRule.CREATOR, gift="£50 by PayPal"), by=MEI, now=NOW)


@pytest.mark.parametrize("changes", [{"name": "Add our WhatsApp"}, {"gift": "a coupon, see moonwell.com"}])
def test_a_name_or_gift_that_the_platform_would_refuse_opens_no_campaign(cast: Cast, changes: dict[str, str]) -> None:
    with pytest.raises(WordsForbidden):
        opened(cast, **changes)
    assert not Campaign.objects.exists()


def test_the_greeting_is_that_of_the_creator_s_country_on_the_day_of_sending(cast: Cast) -> None:
    made = opened(cast, ends_at=datetime(2026, 12, 31, tzinfo=UTC))
    assert invite(cast, made).startswith("Hi Anna,")
    assert invite(cast, made, datetime(2026, 12, 24, 12, tzinfo=UTC)).startswith("Merry Christmas! Hi Anna,")
    late = datetime(2026, 12, 23, 23, 30, tzinfo=UTC)
    assert invite(cast, made, late).startswith("Merry Christmas! Hi Anna,")


@pytest.mark.parametrize(
    ("nickname", "called"),
    [("Anna t.me/anna", "anna"), ("{rate}", "rate"), ("", "anna"), ("Anna\nS.", "Anna S.")],
)
def test_a_nickname_that_advertises_gives_way_to_the_handle(cast: Cast, nickname: str, called: str) -> None:
    Creator.objects.filter(pk=cast.anna.pk).update(nickname=nickname)
    cast.anna.refresh_from_db()
    assert invite(cast, opened(cast)).startswith(f"Hi {called},")


def test_a_wording_is_tried_on_the_shortlist_with_what_it_lacks(cast: Cast) -> None:
    made = opened(cast)
    every = tried(made, INVITE, "", now=NOW)
    assert sorted(one.creator.handle for one in every) == ["anna", "bao", "chai"]
    assert {(one.wording, one.language) for one in every} == {("offer", "en")}
    refused = [one.refused for one in tried(made, INVITE, "video", now=NOW)]
    assert {one.data["missing"] for one in refused if one} == {"video_title"}
    assert len(refused) == 3


def compared(cast: Cast, *arms: str) -> Experiment:
    wanted = Comparison("Which", INVITE, arms or ("offer", "short"), 1400, 2800)
    return begin_experiment(cast.uk, wanted, by=MEI, now=NOW)


def test_a_creator_gets_the_wording_of_their_arm_and_the_message_remembers_it(cast: Cast) -> None:
    opened(cast)
    one = compared(cast)
    line = planned(cast.uk)[0]
    approve_line(cast.moonwell.pk, line.pk, by=MEI, now=NOW)
    kept = MessageWording.objects.get()
    arm = arm_of(one.key, line.creator_id, 2)
    assert (kept.experiment, kept.arm, kept.name, kept.language) == (one, arm, one.arms[arm], "en")
    text = next(t.text for t in shipped_templates() if (t.language, t.purpose, t.name) == ("en", INVITE, kept.name))
    assert kept.digest == digest_of(text)


def test_whoever_could_not_get_every_wording_is_not_compared(cast: Cast) -> None:
    made = opened(cast)
    compared(cast, "video", "short")
    words = Composer.open(cast.uk, [cast.anna.pk], now=NOW).words(cast.anna, INVITE, made)
    assert (words.experiment, words.template and words.template.name) == (None, "offer")


def test_what_a_person_wrote_was_made_of_no_wording_unless_they_left_it(cast: Cast) -> None:
    opened(cast)
    lines = planned(cast.uk)
    composed = suggested(cast.uk, lines[0].creator, INVITE, lines[0].campaign, now=NOW)
    approve_line(cast.moonwell.pk, lines[0].pk, by=MEI, now=NOW, text=composed)
    approve_line(cast.moonwell.pk, lines[1].pk, by=MEI, now=NOW, text="Hello from Mei")
    assert MessageWording.objects.get().message.text == composed
    assert Message.objects.count() == 2


def test_what_the_platform_would_refuse_costs_nothing(cast: Cast) -> None:
    opened(cast)
    writes(cast.uk, cast.dara, "Hi!", NOW)
    line = planned(cast.uk)[0]
    with pytest.raises(WordsForbidden):
        approve_line(cast.moonwell.pk, line.pk, by=MEI, now=NOW, text="Write us on WhatsApp")
    line.refresh_from_db()
    assert line.refused["code"] == "wording.words_forbidden"
    assert Message.objects.filter(state=Message.State.QUEUED).count() == 0
