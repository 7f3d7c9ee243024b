"""The plan's page: grouped by act, each line with its numbers, what it displaces, and the week's sums."""

from datetime import datetime, timedelta

from tests.campaigns.stage import opened, planned
from tests.cast import MEI, NOW, Cast
from tests.outreach.stage import asked, invited, writes

from rapport.campaigns.actions.wishes import make_wish
from rapport.campaigns.models import Plan
from rapport.campaigns.queries.packing import PackingView, packing_of
from rapport.campaigns.queries.plan_page import PlanPage, Sums, plan_page
from rapport.campaigns.queries.plans import present_plan
from rapport.campaigns.rules.wishes import WishKind
from rapport.outreach.actions.quota import reserve
from rapport.outreach.rules.quota import Kind
from rapport.shared.refusals import Reason


def shown(cast: Cast, act: str = "", campaign_id: int | None = None, now: datetime = NOW) -> PlanPage:
    planned(cast.uk, now=now)
    view = present_plan(cast.moonwell.pk, cast.uk.pk, now)
    return plan_page(cast.uk, view.plan, view.proposed, act, campaign_id)


def packed(cast: Cast) -> PackingView | None:
    planned(cast.uk)
    return packing_of(cast.uk, present_plan(cast.moonwell.pk, cast.uk.pk, NOW).proposed, NOW)


def test_lines_stand_by_act_with_their_sums(cast: Cast) -> None:
    opened(cast)
    writes(cast.uk, cast.chai, "Any samples?", NOW - timedelta(hours=2))
    found = shown(cast)
    assert [(one.act, one.sums.lines, one.sums.units) for one in found.groups] == [("answer", 1, 1), ("invite", 2, 4)]
    assert found.sums.lines == 3
    assert (found.acts, [one.name for one in found.campaigns], found.more) == (("answer", "invite"), ["Spring"], 0)


def test_an_invitation_tells_its_units_and_its_sentence_the_range(cast: Cast) -> None:
    opened(cast)
    (group,) = shown(cast).groups
    assert group.rows[0].numbers == (Reason("plan.units_ahead", {"units": 2, "expected": 232}),)
    assert {"reply_low", "reply_high"} <= set(group.rows[0].line.reason["data"])


def test_a_reminder_tells_the_range_of_its_chance(cast: Cast) -> None:
    opened(cast)
    invited(cast, cast.anna)
    (group,) = shown(cast, "remind", now=NOW + timedelta(days=3)).groups
    assert group.rows[0].numbers[0] == Reason("plan.reply_between", {"low": 0, "high": 1000, "invited": 1})


def test_a_line_tells_what_would_come_in_without_it(cast: Cast) -> None:
    opened(cast)
    for number in range(15):
        reserve(cast.uk, cast.dara, Kind.MESSAGE, f"filler {number}", now=NOW)
    (group,) = shown(cast).groups
    assert Plan.objects.get().next_best["creator"] == cast.chai.pk
    displaced = group.rows[0].numbers[-1]
    assert (displaced.code, displaced.data["creator"], displaced.data["act"]) == ("plan.displaces", "chai", "invite")


def test_the_page_can_be_filtered(cast: Cast) -> None:
    spring = opened(cast)
    assert shown(cast, "answer").sums == Sums(0, 0, 0, 0)
    assert shown(cast, "invite", spring.pk).sums.lines == 3
    assert shown(cast, "", spring.pk + 1).groups == ()


def test_a_line_shows_the_wishes_that_hold_for_it(cast: Cast) -> None:
    spring = opened(cast)
    make_wish(cast.uk, cast.chai.pk, WishKind.PIN, campaign=spring, why="a friend", by=MEI, now=NOW)
    (group,) = shown(cast).groups
    assert [[one.why for one in row.wishes] for row in group.rows] == [["a friend"], [], []]


def test_invitations_are_packed_before_they_are_sent(cast: Cast) -> None:
    opened(cast, rates={cast.serum.pk: 2000, cast.candle.pk: 1500})
    assert packed(cast) == PackingView(creators=3, products=2, collaborations=1, later=0, clashes=())


def test_a_plan_that_invites_nobody_packs_nothing(cast: Cast) -> None:
    assert packed(cast) is None


def test_what_clashes_is_told_beforehand(cast: Cast) -> None:
    opened(cast)
    lines = planned(cast.uk)
    asked(cast.uk, cast.anna, cast.offer(label="Winter"))
    found = packing_of(cast.uk, present_plan(cast.moonwell.pk, cast.uk.pk, NOW).proposed, NOW)
    assert (len(lines), found and found.clashes) == (
        3,
        (Reason("packing.stands", {"creator": "anna", "product": "Vitamin C Serum"}),),
    )
