"""What a plan proposes is done by approval, once; a refusal stays on its line with the reason."""

from datetime import timedelta

import pytest
from tests.campaigns.stage import opened, planned
from tests.cast import MEI, NOW, Cast
from tests.outreach.stage import goes_out, invited, quota, writes

from rapport.campaigns.actions.acts import CampaignOver, NotShortlisted
from rapport.campaigns.actions.approve import LineSettled, PlanChanged, approve_all, approve_line, skip_line
from rapport.campaigns.actions.campaigns import build_shortlist, mark_candidate, set_approval, set_state
from rapport.campaigns.actions.running import run_automatic
from rapport.campaigns.models import Campaign, Candidate, Plan, PlanLine
from rapport.collaborations.models import CollaborationProduct
from rapport.creators.models import Creator
from rapport.outreach.actions.quota import reserve
from rapport.outreach.actions.windows import close_window
from rapport.outreach.models import Invitation, Message, Thread
from rapport.outreach.rules.quota import Kind, QuotaUsedUp
from rapport.outreach.rules.standing import CreatorBlocked
from rapport.shared.refusals import NotFound
from rapport.shops.rules.roles import WORKER, Actor

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
BOB = Actor("bob")


def approve(cast: Cast, line: PlanLine, *, text: str = "") -> PlanLine:
    return approve_line(cast.moonwell.pk, line.pk, by=MEI, now=NOW, text=text)


def fresh(line: PlanLine) -> PlanLine:
    return PlanLine.objects.get(pk=line.pk)


def test_an_approved_invitation_is_queued_with_its_offer_and_its_words(cast: Cast) -> None:
    made = opened(cast)
    line = planned(cast.uk)[0]
    approve(cast, line)
    asked = Invitation.objects.get()
    assert (asked.creator, asked.stage, asked.attempt, asked.why["code"]) == (
        cast.anna,
        "queued",
        1,
        "plan.invite_assumed",
    )
    assert asked.collaboration.label == "Spring"
    assert list(CollaborationProduct.objects.values_list("product", "rate")) == [(cast.serum.pk, 2000)]
    assert asked.messages.get().text.startswith("Hi Anna, we are Moonwell. We have followed what you share")
    candidate = made.candidates.get(creator=cast.anna)
    assert (candidate.state, candidate.invitation, quota(cast.uk)) == ("invited", asked, (20, 2, 0))


def test_a_line_tells_who_settled_it_and_when(cast: Cast) -> None:
    opened(cast)
    first, second = planned(cast.uk)[:2]
    approve(cast, first)
    skip_line(cast.moonwell.pk, second.pk, by=BOB, now=NOW + HOUR)
    told = [(one.state, one.settled_by, one.settled_at) for one in (fresh(first), fresh(second))]
    assert told == [("approved", "mei", NOW), ("skipped", "bob", NOW + HOUR)]
    assert Invitation.objects.count() == 1


def test_what_a_person_wrote_is_sent_in_place_of_the_composed_words(cast: Cast) -> None:
    opened(cast)
    approve(cast, planned(cast.uk)[0], text="Anna! Serum?")
    assert Message.objects.get().text == "Anna! Serum?"


def test_two_people_press_and_it_is_done_once(cast: Cast) -> None:
    opened(cast)
    line = planned(cast.uk)[0]
    approve(cast, line)
    for again in (approve, lambda cast, line: skip_line(cast.moonwell.pk, line.pk, by=BOB, now=NOW)):
        with pytest.raises(LineSettled):
            again(cast, line)
    assert (fresh(line).settled_by, Invitation.objects.count(), quota(cast.uk)) == ("mei", 1, (20, 2, 0))


def test_another_workspace_s_line_is_not_there(cast: Cast) -> None:
    opened(cast)
    line = planned(cast.uk)[0]
    for act in (approve_line, skip_line):
        with pytest.raises(NotFound):
            act(cast.harbour.pk, line.pk, by=BOB, now=NOW)
    assert fresh(line).state == "proposed"


def test_a_refusal_stays_on_the_line_and_keeps_nothing(cast: Cast) -> None:
    made = opened(cast)
    line = planned(cast.uk)[0]
    for number in range(19):
        reserve(cast.uk, cast.dara, Kind.MESSAGE, f"filler {number}", now=NOW)
    with pytest.raises(QuotaUsedUp):
        approve(cast, line)
    assert (fresh(line).state, fresh(line).refused["code"]) == ("refused", "quota.used_up")
    assert not Invitation.objects.exists()
    assert made.candidates.get(creator=cast.anna).state == "shortlisted"
    assert quota(cast.uk) == (20, 19, 0)


def test_nobody_invites_whom_somebody_blocked_since(cast: Cast) -> None:
    opened(cast)
    line = planned(cast.uk)[0]
    Creator.objects.filter(pk=cast.anna.pk).update(blocked_why="sold fakes")
    with pytest.raises(CreatorBlocked):
        approve(cast, line)
    assert fresh(line).refused == {"code": "outreach.creator_blocked", "data": {"creator": "anna", "why": "sold fakes"}}


def test_nobody_invites_whom_somebody_forbade_since(cast: Cast) -> None:
    made = opened(cast)
    line = planned(cast.uk)[0]
    mark_candidate(made, cast.anna.pk, forbidden=True, by=MEI, now=NOW)
    with pytest.raises(NotShortlisted) as refused:
        approve(cast, line)
    assert refused.value.data == {"creator": "anna", "campaign": "Spring"}
    assert (made.candidates.get(creator=cast.anna).state, Invitation.objects.count()) == ("forbidden", 0)


def test_a_line_outlives_a_shortlist_built_anew(cast: Cast) -> None:
    made = opened(cast)
    line = planned(cast.uk)[0]
    build_shortlist(made, by=MEI, now=NOW)
    approve(cast, line)
    assert made.candidates.get(creator=cast.anna).invitation == Invitation.objects.get()


@pytest.mark.parametrize("state", [Campaign.State.PAUSED, Campaign.State.ENDED])
def test_a_campaign_that_does_not_run_invites_nobody(cast: Cast, state: Campaign.State) -> None:
    made = opened(cast)
    line = planned(cast.uk)[0]
    set_state(made, state, by=MEI, now=NOW)
    with pytest.raises(CampaignOver):
        approve(cast, line)
    assert (fresh(line).refused["code"], Invitation.objects.count()) == ("campaigns.over", 0)


def test_an_answer_ends_the_waiting_once_it_is_sent(cast: Cast) -> None:
    opened(cast)
    writes(cast.uk, cast.anna, "Any samples?", NOW - HOUR)
    approve(cast, planned(cast.uk)[0])
    made = Message.objects.get(state="queued")
    assert (made.purpose, made.quota_kind, made.text[:31]) == ("answer", "reply", "Thank you for your reply, Anna!")
    assert (Thread.objects.get().waiting_since, quota(cast.uk)) == (NOW - HOUR, (20, 1, 0))


def test_a_reminder_is_counted_on_the_invitation(cast: Cast) -> None:
    opened(cast)
    approve(cast, planned(cast.uk)[0])
    goes_out(Invitation.objects.get())
    (line,) = [one for one in planned(cast.uk, now=NOW + 2 * DAY) if one.act == "remind"]
    approve(cast, line)
    reminder = Message.objects.get(purpose="remind")
    assert (Invitation.objects.get().reminders, reminder.invitation) == (1, Invitation.objects.get())


@pytest.mark.parametrize(
    ("said", "days", "ending"), [("", 5, "silent"), ("Thank you, but not interested.", 1, "declined")]
)
def test_letting_go_ends_the_invitation_for_its_reason(cast: Cast, said: str, days: int, ending: str) -> None:
    made = invited(cast, cast.anna)
    if said:
        writes(cast.uk, cast.anna, said, NOW + HOUR)
    (line,) = planned(cast.uk, now=NOW + days * DAY)
    approve(cast, line)
    made.refresh_from_db()
    assert (made.stage, made.ending, Thread.objects.get().waiting_since) == ("closed", ending, None)


def test_who_accepted_and_did_nothing_is_let_go_as_idle(cast: Cast) -> None:
    made = invited(cast, cast.anna)
    Invitation.objects.update(stage="accepted", accepted_at=NOW)
    (line,) = planned(cast.uk, now=NOW + 7 * DAY)
    approve(cast, line)
    made.refresh_from_db()
    assert made.ending == "idle"


def silent_after_invitation(cast: Cast) -> Campaign:
    """Spring invited Anna, who never answered and was let go."""
    made = opened(cast)
    approve(cast, planned(cast.uk)[0])
    goes_out(Invitation.objects.get())
    (line,) = [one for one in planned(cast.uk, now=NOW + 5 * DAY) if one.act == "close"]
    approve_line(cast.moonwell.pk, line.pk, by=MEI, now=NOW + 5 * DAY)
    return made


def test_after_a_pause_a_silent_creator_is_asked_again_with_other_words(cast: Cast) -> None:
    made = silent_after_invitation(cast)
    (line,) = [one for one in planned(cast.uk, now=NOW + 19 * DAY) if one.act == "reinvite"]
    approve_line(cast.moonwell.pk, line.pk, by=MEI, now=NOW + 19 * DAY)
    second = Invitation.objects.get(attempt=2)
    assert made.candidates.get(creator=cast.anna).invitation == second
    assert second.messages.get().text.startswith("Hi Anna, we wrote a while ago")


def test_a_campaign_that_ended_asks_nobody_again(cast: Cast) -> None:
    made = silent_after_invitation(cast)
    (line,) = [one for one in planned(cast.uk, now=NOW + 19 * DAY) if one.act == "reinvite"]
    set_state(made, Campaign.State.ENDED, by=MEI, now=NOW)
    with pytest.raises(CampaignOver):
        approve_line(cast.moonwell.pk, line.pk, by=MEI, now=NOW + 19 * DAY)


def test_all_is_done_in_order_and_what_is_refused_stops_nobody(cast: Cast) -> None:
    opened(cast)
    planned(cast.uk)
    Creator.objects.filter(pk=cast.bao.pk).update(blocked_why="sold fakes")
    assert approve_all(cast.uk, NOW, by=MEI, now=NOW) == 2
    states = dict(PlanLine.objects.values_list("creator__handle", "state"))
    assert states == {"anna": "approved", "bao": "refused", "chai": "approved"}
    assert quota(cast.uk) == (20, 4, 0)


def test_nobody_approves_a_plan_they_have_not_seen(cast: Cast) -> None:
    opened(cast)
    with pytest.raises(PlanChanged):
        approve_all(cast.uk, NOW, by=MEI, now=NOW)
    planned(cast.uk, now=NOW + HOUR)
    with pytest.raises(PlanChanged):
        approve_all(cast.uk, NOW, by=MEI, now=NOW + HOUR)
    with pytest.raises(PlanChanged):
        approve_all(cast.uk, NOW + HOUR, by=MEI, now=NOW + 7 * DAY)
    assert not Invitation.objects.exists()


def test_a_campaign_that_runs_by_itself_acts_and_the_others_wait(cast: Cast) -> None:
    by_itself, by_hand = opened(cast, "Spring", per_day_max=1), opened(cast, "Summer", rates={cast.candle.pk: 1500})
    set_approval(by_itself, Campaign.Approval.AUTOMATIC, by=MEI, now=NOW)
    mark_candidate(by_itself, cast.anna.pk, pinned=True, by=MEI, now=NOW)
    planned(cast.uk)
    assert run_automatic(cast.uk, by=WORKER, now=NOW) == 1
    assert Invitation.objects.get().creator == cast.anna
    waiting = PlanLine.objects.filter(state="proposed").order_by("position")
    assert [line.campaign for line in waiting] == [by_hand] * 2
    assert Candidate.objects.filter(state="invited").count() == 1


def test_a_paused_campaign_does_nothing_by_itself(cast: Cast) -> None:
    made = opened(cast, approval=Campaign.Approval.AUTOMATIC)
    planned(cast.uk)
    set_state(made, Campaign.State.PAUSED, by=MEI, now=NOW)
    assert (run_automatic(cast.uk, by=WORKER, now=NOW), Invitation.objects.count()) == (0, 0)


def test_what_runs_by_itself_never_goes_beyond_the_quota(cast: Cast) -> None:
    opened(cast, approval=Campaign.Approval.AUTOMATIC)
    planned(cast.uk)
    close_window(cast.uk, now=NOW)
    assert run_automatic(cast.uk, by=WORKER, now=NOW) == 0
    assert set(PlanLine.objects.values_list("state", flat=True)) == {"refused"}
    assert (Plan.objects.count(), quota(cast.uk)) == (1, (0, 0, 0))
