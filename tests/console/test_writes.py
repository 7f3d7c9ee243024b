"""Each button does what it says, once, and tells so on the next page."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from tests.cast import NOW
from tests.console.addresses import FORMS, WRITES, address
from tests.console.world import World

from rapport.campaigns.actions.plans import plan_shop
from rapport.campaigns.models import Campaign, Candidate, PlanLine
from rapport.collaborations.models import TargetCollaboration
from rapport.outreach.actions.sending import record_collaboration_made
from rapport.outreach.models import Invitation, Message, MessageTemplate
from rapport.outreach.queries.threads import next_intent
from rapport.outreach.rules.life import Ending
from rapport.shops.actions.tokens import digest_of
from rapport.shops.models import ApiToken, AuditLine, Shop
from rapport.shops.queries.shops import playbook_of, shop_of
from rapport.work.models import Job

ELSEWHERE = {
    "language",
    "workspace",
    "new_token",
    "export_deidentified",
    "export_everything",
    "export_task",
    "presence",
}
"""They answer in a way of their own; the exports with a file, presence with a part of the page."""
REFUSED, DONE = '<div class="notice error" role="alert">', '<div class="notice success" role="status">'


def press(client: Client, button: str, world: World, /, **form: object) -> str:
    """Press a button and follow to the page that tells what became of it."""
    answer = client.post(address(button, world), form, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("name", [name for name in WRITES if name not in ELSEWHERE])
def test_every_form_as_it_stands_does_something_and_says_nothing_of_refusal(
    name: str, world: World, mei: Client
) -> None:
    answer = mei.post(address(name, world), FORMS[name](world))
    assert answer.status_code == 302
    assert REFUSED not in mei.get(answer["Location"]).content.decode()


def test_a_line_is_approved_once_in_the_words_of_the_box(world: World, mei: Client) -> None:
    page = press(mei, "approve_line", world, text="Would you try our serum?")
    assert DONE in page
    world.line.refresh_from_db()
    assert (world.line.state, world.line.settled_by) == (PlanLine.State.APPROVED, "mei")
    made = Invitation.objects.get(creator=world.line.creator)
    assert [one.text for one in made.messages.all()] == ["Would you try our serum?"]
    again = press(mei, "approve_line", world, text="Would you try our serum?")
    assert REFUSED in again
    assert "Somebody has approved or skipped this line already." in again
    assert made.messages.count() == 1


def test_a_skipped_line_sends_nothing(world: World, mei: Client) -> None:
    assert "Skipped for this week." in press(mei, "skip_line", world)
    world.line.refresh_from_db()
    assert world.line.state == PlanLine.State.SKIPPED
    assert not Invitation.objects.filter(creator=world.line.creator).exists()


def test_a_form_leads_back_to_the_page_it_stood_on(world: World, mei: Client) -> None:
    answer = mei.post(address("skip_line", world), {"next": "/plan/?shop=1"})
    assert answer["Location"] == "/plan/?shop=1"


def test_nobody_approves_a_plan_that_they_have_not_seen(world: World, mei: Client) -> None:
    seen = world.line.plan.made_at.isoformat()
    plan_shop(world.cast.uk, now=NOW + timedelta(minutes=1))
    assert "was made anew since you looked" in press(mei, "approve_all", world, seen=seen)
    assert not PlanLine.objects.filter(state=PlanLine.State.APPROVED).exists()


def test_all_that_a_plan_proposes_is_approved_at_once(world: World, mei: Client) -> None:
    waiting = PlanLine.objects.filter(plan=world.line.plan, state=PlanLine.State.PROPOSED).count()
    page = press(mei, "approve_all", world, seen=world.line.plan.made_at.isoformat())
    assert f"{waiting} acts approved." in page
    assert PlanLine.objects.filter(state=PlanLine.State.APPROVED).count() == waiting


def test_planning_anew_proposes_what_is_known_now(world: World, mei: Client) -> None:
    PlanLine.objects.all().delete()
    assert "Planned anew." in press(mei, "plan_anew", world)
    assert PlanLine.objects.filter(plan__shop=world.cast.uk, state=PlanLine.State.PROPOSED).exists()


def test_an_answer_pressed_twice_goes_out_once(world: World, mei: Client) -> None:
    key = next_intent(world.thread)
    assert f'name="key" value="{key}"' in mei.get(address("thread", world)).content.decode()
    for _ in range(2):
        assert "On its way" in press(mei, "send", world, text="Gladly!", key=key)
    assert [one.text for one in Message.objects.filter(key=key)] == ["Gladly!"]
    assert Message.objects.filter(thread=world.thread, state=Message.State.QUEUED).count() == 2


def test_an_answer_under_a_name_of_another_thread_is_not_found(world: World, mei: Client) -> None:
    before = Message.objects.count()
    answer = mei.post(address("send", world), {"text": "Gladly!", "key": f"answer:{world.thread.pk + 1}:1"})
    assert answer.status_code == 404
    assert Message.objects.count() == before


def test_an_empty_answer_is_refused_in_words(world: World, mei: Client) -> None:
    before = Message.objects.count()
    page = press(mei, "send", world, text="  ", key=next_intent(world.thread))
    assert REFUSED in page
    assert Message.objects.count() == before


def test_who_needs_no_answer_waits_no_more(world: World, mei: Client) -> None:
    press(mei, "no_answer", world)
    world.thread.refresh_from_db()
    assert world.thread.waiting_since is None


def test_an_invitation_is_closed_once_and_only_in_the_ways_a_person_may(world: World, mei: Client) -> None:
    assert mei.post(address("close_invitation", world), {"ending": "silent"}).status_code == 400
    assert "The invitation is closed." in press(mei, "close_invitation", world, ending="declined")
    world.invitation.refresh_from_db()
    assert (world.invitation.stage, world.invitation.ending) == ("closed", Ending.DECLINED)
    assert REFUSED in press(mei, "close_invitation", world, ending="withdrawn")
    world.invitation.refresh_from_db()
    assert world.invitation.ending == Ending.DECLINED


def test_an_ended_collaboration_withdraws_who_was_invited(world: World, mei: Client) -> None:
    press(mei, "end_collaboration", world)
    world.invitation.refresh_from_db()
    assert (world.invitation.stage, world.invitation.ending) == ("closed", Ending.WITHDRAWN)
    assert TargetCollaboration.objects.get(pk=world.invitation.collaboration_id).changed is True


def candidate(world: World) -> Candidate:
    return Candidate.objects.get(campaign=world.campaign, creator=world.cast.anna)


def test_a_candidate_is_pinned_forbidden_and_freed(world: World, mei: Client) -> None:
    press(mei, "mark_candidate", world, mark="pin")
    assert (candidate(world).state, candidate(world).pinned) == ("shortlisted", True)
    press(mei, "mark_candidate", world, mark="forbid")
    assert (candidate(world).state, candidate(world).pinned) == ("forbidden", False)
    press(mei, "mark_candidate", world, mark="free")
    assert (candidate(world).state, candidate(world).pinned) == ("shortlisted", False)


def test_a_campaign_is_paused_goes_on_and_ends(world: World, mei: Client) -> None:
    for state in ("paused", "active", "ended"):
        assert DONE in press(mei, "campaign_state", world, state=state)
        world.campaign.refresh_from_db()
        assert world.campaign.state == state


def test_a_campaign_runs_by_itself_and_is_taken_back(world: World, mei: Client) -> None:
    for approval in ("automatic", "person"):
        press(mei, "campaign_approval", world, approval=approval)
        world.campaign.refresh_from_db()
        assert world.campaign.approval == approval


def test_a_campaign_is_opened_as_it_was_typed(world: World, mei: Client) -> None:
    press(mei, "create_campaign", world, **FORMS["create_campaign"](world))
    made = Campaign.objects.get(name="Summer")
    assert made.screen == {"text": "region = GB and followers >= 20000"}
    assert list(made.products.values_list("product__title", "rate")) == [("Amber Candle", 2250)]
    assert (made.per_day_max, made.has_free_sample) == (3, False)
    assert (made.starts_at.isoformat(), made.ends_at.isoformat()) == (
        "2026-03-02T00:00:00+00:00",
        "2026-05-31T23:00:00+00:00",
    )


def test_what_a_campaign_offers_ends_everywhere_with_the_day_that_was_typed(world: World, mei: Client) -> None:
    PlanLine.objects.all().delete()
    Campaign.objects.all().delete()
    page = press(mei, "create_campaign", world, **FORMS["create_campaign"](world))
    line = plan_shop(world.cast.uk, now=NOW).lines.get(creator=world.cast.bao, act="invite")
    mei.post(reverse("approve_line", args=[line.pk]))
    seat = Invitation.objects.get(creator=world.cast.bao).collaboration
    record_collaboration_made(seat.pk, "c-bao", now=NOW)
    places = [reverse("campaigns"), reverse("collaborations"), reverse("collaboration", args=[seat.pk])]
    places.append(reverse("creator", args=[world.cast.bao.pk]))
    for shown in (page, *(mei.get(place).content.decode() for place in places)):
        assert "31 May 2026" in shown
        assert "1 Jun" not in shown


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("name", ""),
        ("product", ""),
        ("rate", "95%"),
        ("followers_from", "many"),
        ("ends", "2026-03-01"),
        ("starts", "soon"),
        ("ends", "9999-12-31"),
        ("goal", "fame"),
        ("per_day_max", "3000000000"),
    ],
)
def test_a_campaign_that_cannot_be_is_refused_in_words_and_the_form_keeps_what_was_typed(
    field: str, typed: str, world: World, mei: Client
) -> None:
    name = f"rate_{world.cast.candle.pk}" if field == "rate" else field
    form = {**FORMS["create_campaign"](world), "gift": "a tote bag", name: typed}
    page = press(mei, "create_campaign", world, **form)
    assert REFUSED in page
    assert 'value="a tote bag"' in page
    assert not Campaign.objects.filter(name="Summer").exists()


def test_a_form_without_a_shop_is_not_found(world: World, mei: Client) -> None:
    for shop in ("", "none", str(10**30)):
        assert mei.post(reverse("create_campaign"), {"shop": shop}).status_code == 404


@pytest.mark.parametrize(("pressed", "kept"), [("approve", "approve"), ("reject", "reject")])
def test_a_sample_is_decided_once(pressed: str, kept: str, world: World, mei: Client) -> None:
    assert DONE in press(mei, "decide_sample", world, decision=pressed)
    again = press(mei, "decide_sample", world, decision="approve")
    assert "This request was decided before." in again
    world.sample.refresh_from_db()
    assert world.sample.decision == kept


def test_a_blocked_creator_is_blocked_with_the_reason_until_they_are_not(world: World, mei: Client) -> None:
    assert "asked us to stop" in press(mei, "block", world, why="asked us to stop")
    world.cast.anna.refresh_from_db()
    assert world.cast.anna.blocked_why == "asked us to stop"
    press(mei, "block", world, why="")
    world.cast.anna.refresh_from_db()
    assert world.cast.anna.blocked_why == ""


def test_what_a_review_asks_for_is_done_dismissed_and_opened_again(world: World, mei: Client) -> None:
    action = world.review.actions.earliest("pk")
    for state in ("done", "dismissed", "open"):
        press(mei, "settle_action", world, state=state)
        action.refresh_from_db()
        assert action.state == state


def rules(world: World) -> tuple[str, int | None]:
    return Shop.objects.values_list("pack", "cap_entered").get(pk=world.cast.uk.pk)


def test_a_pack_that_nobody_knows_is_refused_in_words(world: World, mei: Client) -> None:
    page = press(mei, "save_rules", world, pack="wishful", cap="35")
    assert REFUSED in page
    assert "There is no policy pack “wishful”." in page
    assert rules(world) == ("guidebook", None)


@pytest.mark.parametrize("cap", ["lots", "-1", "3000000000"])
def test_a_cap_that_is_no_count_is_refused_in_words(cap: str, world: World, mei: Client) -> None:
    assert f"“{cap}” cannot be read" in press(mei, "save_rules", world, pack="guidebook", cap=cap)
    assert rules(world) == ("guidebook", None)


def test_the_cap_of_the_account_is_saved_and_taken_back(world: World, mei: Client) -> None:
    press(mei, "save_rules", world, pack="guidebook", cap="35")
    assert rules(world) == ("guidebook", 35)
    press(mei, "save_rules", world, pack="guidebook", cap="")
    assert rules(world) == ("guidebook", None)


def remind_after(world: World) -> int:
    return playbook_of(shop_of(world.cast.moonwell.pk, world.cast.uk.pk)).follow_up.remind_after_hours


def test_a_playbook_value_is_the_shop_s_own_until_the_field_is_emptied(world: World, mei: Client) -> None:
    shipped = remind_after(world)
    page = press(mei, "save_playbook", world, **{"follow_up.remind_after_hours": "36"})
    assert remind_after(world) == 36
    assert "your own" in page
    press(mei, "save_playbook", world, **{"follow_up.remind_after_hours": ""})
    assert remind_after(world) == shipped == 48


def test_wanted_audiences_are_the_shop_s_own_as_typed(world: World, mei: Client) -> None:
    press(mei, "save_playbook", world, **{"audience.wanted": "601450 60% 70, 602118 0% 55.5%"})
    wanted = playbook_of(shop_of(world.cast.moonwell.pk, world.cast.uk.pk)).audience.wanted
    assert [(one.category, one.female_share_from, one.adult_share_from) for one in wanted] == [
        ("601450", 6000, 7000),
        ("602118", 0, 5550),
    ]
    assert REFUSED in press(mei, "save_playbook", world, **{"audience.wanted": "601450 60%"})
    assert REFUSED in press(mei, "save_playbook", world, **{"audience.wanted": "601450 lots 60%"})


def test_a_playbook_value_that_cannot_be_is_refused_in_words(world: World, mei: Client) -> None:
    for typed in ("soon", "-5", "0", "2000000000"):
        assert REFUSED in press(mei, "save_playbook", world, **{"follow_up.remind_after_hours": typed})
    assert remind_after(world) == 48


def test_a_token_is_shown_once_and_ended_by_its_label(world: World, mei: Client) -> None:
    shown = mei.post(reverse("new_token"), {"member": "mei", "label": "warehouse"})
    made = ApiToken.objects.get(label="warehouse")
    token = shown.content.decode().split('<code class="secret">')[1].split("</code>")[0]
    assert digest_of(token) == made.digest
    for name in ("settings", "trail"):
        assert token not in mei.get(reverse(name)).content.decode()
    mei.post(reverse("end_token"), {"label": "warehouse"})
    assert not ApiToken.objects.filter(label="warehouse").exists()


def test_failed_work_is_tried_again_from_the_start(world: World, mei: Client) -> None:
    press(mei, "try_again", world)
    job = Job.objects.get(name=world.job.name, key=world.job.key)
    assert (job.state, job.attempts) == (Job.State.QUEUED, 0)


def test_a_template_of_one_s_own_is_added_and_taken_away(world: World, mei: Client) -> None:
    assert "Still keen on" in press(
        mei, "add_wording", world, purpose="remind", language="en", text="Still keen on it?"
    )
    assert MessageTemplate.objects.filter(text="Still keen on it?").exists()
    press(mei, "remove_wording", world)
    assert not MessageTemplate.objects.filter(pk=world.template.pk).exists()


@pytest.mark.parametrize("text", ["", "Hello {friend}"])
def test_a_template_that_could_not_be_filled_is_refused_in_words(text: str, world: World, mei: Client) -> None:
    before = MessageTemplate.objects.count()
    assert REFUSED in press(mei, "add_wording", world, purpose="remind", language="en", text=text)
    assert MessageTemplate.objects.count() == before


def test_time_is_asked_to_go_on_once(world: World, mei: Client) -> None:
    press(mei, "move_clock", world, span="week")
    assert Job.objects.filter(name="shops.move_clock").count() == 1
    assert REFUSED in press(mei, "move_clock", world, span="day")
    assert mei.post(reverse("move_clock"), {"span": "year"}).status_code == 404
    assert Job.objects.filter(name="shops.move_clock").count() == 1


def test_what_a_person_does_stands_in_the_trail_under_their_name(world: World, mei: Client) -> None:
    last = AuditLine.objects.latest("pk").pk
    press(mei, "campaign_state", world, state="paused")
    line = AuditLine.objects.get(pk__gt=last)
    assert (line.actor, line.user_id, line.action) == ("mei", world.cast.mei.pk, "campaign.state")


def test_a_long_reason_gift_and_label_are_cut(world: World, mei: Client) -> None:
    press(mei, "block", world, why="w" * 300)
    world.cast.anna.refresh_from_db()
    assert world.cast.anna.blocked_why == "w" * 200
    mei.post(reverse("new_token"), {"member": "mei", "label": "w" * 300})
    assert ApiToken.objects.filter(label="w" * 60).exists()
    press(mei, "create_campaign", world, **{**FORMS["create_campaign"](world), "gift": "w" * 300})
    assert Campaign.objects.get(name="Summer").gift == "w" * 120


@pytest.mark.parametrize(("button", "field"), [("create_campaign", "name"), ("add_wording", "language")])
def test_a_text_longer_than_is_kept_is_refused_in_words(button: str, field: str, world: World, mei: Client) -> None:
    before = Campaign.objects.count(), MessageTemplate.objects.count()
    assert REFUSED in press(mei, button, world, **{**FORMS[button](world), field: "w" * 300})
    assert (Campaign.objects.count(), MessageTemplate.objects.count()) == before
