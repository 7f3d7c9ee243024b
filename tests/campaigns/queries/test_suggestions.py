"""Above the answer box stand filled answers to what was asked, why they were found, and what is for a person."""

from datetime import timedelta

from tests.cast import MEI, NOW, Cast
from tests.outreach.actions.test_answer_drafts import drafts
from tests.outreach.stage import writes

from rapport.campaigns.actions.campaigns import CampaignDraft, open_campaign
from rapport.campaigns.models import Campaign
from rapport.campaigns.queries.suggestions import help_for
from rapport.creators.rules.screens import Screen
from rapport.outreach.actions.answer_drafts import ask_for_draft, record_draft
from rapport.outreach.actions.faq import note_wrong
from rapport.outreach.rules.faq import Sureness
from rapport.shared.refusals import Reason


def opens(cast: Cast) -> None:
    draft = CampaignDraft(
        name="Spring",
        goal=Campaign.Goal.SALES,
        screen=Screen.of("GB"),
        rates={cast.serum.pk: 2000},
        starts_at=NOW,
        ends_at=NOW + timedelta(days=90),
    )
    open_campaign(cast.uk, draft, by=MEI, now=NOW)


def test_a_question_is_answered_in_the_creator_s_language_with_the_campaign_s_rate(cast: Cast) -> None:
    opens(cast)
    cast.anna.language = "de"
    cast.anna.save()
    found = help_for(writes(cast.uk, cast.anna, "Wie hoch ist die Provision?", NOW), now=NOW)
    [one] = found.suggestions
    assert (one.slug, one.asked and one.asked.sureness, found.hand_over) == ("rate", Sureness.SURE, None)
    assert one.text.startswith("Hallo Anna, die Provision für Vitamin C Serum beträgt für dich 20%.")
    assert found.text_of("rate") == one.text
    assert found.text_of("sample") == ""


def test_an_answer_with_an_empty_variable_says_what_is_missing(cast: Cast) -> None:
    [one] = help_for(writes(cast.uk, cast.anna, "How much is the commission?", NOW), now=NOW).suggestions
    assert (one.text, one.refused and one.refused.code) == ("", "wording.no_template_fits")


def test_money_is_handed_to_a_person_with_the_phrase(cast: Cast) -> None:
    found = help_for(writes(cast.uk, cast.anna, "What is your flat fee?", NOW), now=NOW)
    assert found.hand_over == Reason("answers.for_a_person", {"matter": "money", "phrase": "flat fee"})


def test_a_suggestion_that_was_wrong_is_not_shown_again(cast: Cast) -> None:
    opens(cast)
    thread = writes(cast.uk, cast.anna, "Which product is it?", NOW)
    note_wrong(cast.moonwell.pk, thread, "product", by=MEI, now=NOW)
    assert help_for(thread, now=NOW).suggestions == ()


def test_a_model_s_draft_stands_beside_them_with_its_variables_filled(cast: Cast) -> None:
    opens(cast)
    drafts(cast)
    thread = writes(cast.uk, cast.anna, "Is it vegan?", NOW)
    assert help_for(thread, now=NOW).can_draft
    record_draft(ask_for_draft(cast.moonwell.pk, thread.pk, now=NOW), "Hi {creator}, {rate}.", now=NOW)
    assert help_for(thread, now=NOW).text_of("draft") == "Hi Anna, 20%."


def test_where_nobody_waits_nothing_is_suggested(cast: Cast) -> None:
    thread = writes(cast.uk, cast.anna, "Which product is it?", NOW)
    cast.anna.blocked_why = "asked us to stop"
    cast.anna.save()
    thread.creator.refresh_from_db()
    assert help_for(thread, now=NOW).suggestions == ()
