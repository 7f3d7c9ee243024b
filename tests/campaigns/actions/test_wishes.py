"""Pins, skips and noes are kept, shown, taken back, and outlive every new plan."""

from datetime import timedelta

import pytest
from tests.campaigns.stage import acts, opened, planned
from tests.cast import MEI, NOW, Cast, creator
from tests.outreach.stage import invited, writes

from rapport.campaigns.actions.approve import (
    LineStands,
    Settled,
    WeekOver,
    approve_line,
    approve_lines,
    propose_again,
    skip_line,
    skip_lines,
)
from rapport.campaigns.actions.campaigns import build_shortlist
from rapport.campaigns.actions.wishes import WishUndone, make_wish, undo_wish
from rapport.campaigns.models import PlanLine, Wish
from rapport.campaigns.queries.wishes import standing_wishes, wishes_for
from rapport.campaigns.rules.wishes import WishKind
from rapport.creators.models import Creator
from rapport.outreach.models import Invitation
from rapport.shared.refusals import NotFound
from rapport.shops.models import AuditLine
from rapport.shops.rules.roles import Actor

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
BOB = Actor("bob")


def trail(action: str) -> list[tuple[str, str]]:
    return list(AuditLine.objects.filter(action=action).order_by("pk").values_list("actor", "subject"))


def test_who_is_pinned_for_the_shop_comes_first_in_every_plan(cast: Cast) -> None:
    opened(cast)
    make_wish(cast.uk, cast.chai.pk, WishKind.PIN, by=MEI, now=NOW)
    for later in (NOW, NOW + HOUR, NOW + 8 * DAY):
        assert acts(planned(cast.uk, now=later))[0] == ("invite", "chai")


def test_a_pin_taken_back_leaves_it_to_the_planner(cast: Cast) -> None:
    opened(cast)
    wish = make_wish(cast.uk, cast.chai.pk, WishKind.PIN, by=MEI, now=NOW)
    undo_wish(cast.moonwell.pk, wish.pk, by=BOB, now=NOW + HOUR)
    assert acts(planned(cast.uk))[0] == ("invite", "anna")
    assert trail("campaign.mark") == [("mei", "Moonwell GB"), ("bob", "Moonwell GB")]


def test_who_is_forbidden_for_the_shop_is_never_proposed_again(cast: Cast) -> None:
    opened(cast)
    make_wish(cast.uk, cast.anna.pk, WishKind.FORBID, why="sells to our rival", by=MEI, now=NOW)
    opened(cast, "Summer", rates={cast.candle.pk: 1500})
    writes(cast.uk, cast.anna, "Any samples?", NOW)
    for later in (NOW, NOW + 8 * DAY):
        assert "anna" not in [who for _, who in acts(planned(cast.uk, now=later))]
    assert standing_wishes(cast.uk.pk)[0].why == "sells to our rival"


def test_who_is_forbidden_for_one_campaign_is_asked_by_another(cast: Cast) -> None:
    spring = opened(cast, "Spring")
    opened(cast, "Summer", rates={cast.candle.pk: 1500})
    for one in (cast.anna, cast.bao):
        make_wish(cast.uk, one.pk, WishKind.FORBID, campaign=spring, by=MEI, now=NOW)
    lines = planned(cast.uk)
    assert {(one.creator.handle, one.campaign.name) for one in lines if one.campaign} == {
        ("anna", "Summer"),
        ("bao", "Summer"),
        ("chai", "Summer"),
    }
    assert spring.candidates.get(creator=cast.anna).state == "forbidden"


def test_a_wish_outlives_a_shortlist_built_anew(cast: Cast) -> None:
    spring = opened(cast)
    make_wish(cast.uk, cast.chai.pk, WishKind.PIN, campaign=spring, by=MEI, now=NOW)
    make_wish(cast.uk, cast.anna.pk, WishKind.FORBID, campaign=spring, by=MEI, now=NOW)
    spring.candidates.all().delete()
    build_shortlist(spring, by=MEI, now=NOW + HOUR)
    assert acts(planned(cast.uk)) == [("invite", "chai"), ("invite", "bao")]


def test_letting_a_forbidden_creator_go_stays_possible(cast: Cast) -> None:
    invited(cast, cast.anna)
    make_wish(cast.uk, cast.anna.pk, WishKind.FORBID, by=MEI, now=NOW)
    assert planned(cast.uk, now=NOW + 2 * DAY) == []
    assert acts(planned(cast.uk, now=NOW + 5 * DAY)) == [("close", "anna")]


def test_a_second_word_takes_the_place_of_the_first(cast: Cast) -> None:
    spring = opened(cast)
    for kind in (WishKind.PIN, WishKind.FORBID, WishKind.PIN):
        make_wish(cast.uk, cast.anna.pk, kind, campaign=spring, by=MEI, now=NOW)
    assert [one.kind for one in wishes_for(cast.uk.pk, [cast.anna.pk])[cast.anna.pk]] == ["pin"]
    assert Wish.objects.count() == 3


def test_a_wish_is_taken_back_once_and_only_by_its_workspace(cast: Cast) -> None:
    wish = make_wish(cast.uk, cast.anna.pk, WishKind.PIN, by=MEI, now=NOW)
    with pytest.raises(NotFound):
        undo_wish(cast.harbour.pk, wish.pk, by=BOB, now=NOW)
    undo_wish(cast.moonwell.pk, wish.pk, by=MEI, now=NOW)
    with pytest.raises(WishUndone):
        undo_wish(cast.moonwell.pk, wish.pk, by=MEI, now=NOW)


def test_nobody_wishes_for_another_workspace_s_creator(cast: Cast) -> None:
    stranger = creator(cast.harbour, "stranger", "GB", 10_000)
    with pytest.raises(NotFound):
        make_wish(cast.uk, stranger.pk, WishKind.PIN, by=MEI, now=NOW)


def test_a_skip_is_for_this_week_and_can_be_taken_back_within_it(cast: Cast) -> None:
    opened(cast)
    line = planned(cast.uk)[0]
    skip_line(cast.moonwell.pk, line.pk, by=MEI, now=NOW)
    assert "anna" not in [who for _, who in acts(planned(cast.uk, now=NOW + HOUR))]
    propose_again(cast.moonwell.pk, line.pk, by=BOB, now=NOW + 2 * HOUR)
    assert acts(planned(cast.uk, now=NOW + 3 * HOUR))[0] == ("invite", "anna")
    assert (trail("plan.skip"), trail("plan.propose_again")) == ([("mei", "@anna")], [("bob", "@anna")])


def test_after_its_week_a_skip_is_history(cast: Cast) -> None:
    opened(cast)
    line = planned(cast.uk)[0]
    skip_line(cast.moonwell.pk, line.pk, by=MEI, now=NOW)
    with pytest.raises(WeekOver):
        propose_again(cast.moonwell.pk, line.pk, by=MEI, now=NOW + 7 * DAY)


def test_what_was_done_is_not_proposed_again(cast: Cast) -> None:
    opened(cast)
    line = planned(cast.uk)[0]
    for _ in range(2):
        with pytest.raises(LineStands):
            propose_again(cast.moonwell.pk, line.pk, by=MEI, now=NOW)
        if line.state == "proposed":
            line = approve_line(cast.moonwell.pk, line.pk, by=MEI, now=NOW)
    assert Invitation.objects.count() == 1


def test_what_was_refused_can_be_tried_anew(cast: Cast) -> None:
    opened(cast)
    line = planned(cast.uk)[0]
    Creator.objects.filter(pk=cast.anna.pk).update(blocked_why="a mistake")
    assert approve_lines(cast.uk, [line.pk], by=MEI, now=NOW) == Settled(0, 1)
    Creator.objects.filter(pk=cast.anna.pk).update(blocked_why="")
    propose_again(cast.moonwell.pk, line.pk, by=MEI, now=NOW)
    assert approve_lines(cast.uk, [line.pk], by=MEI, now=NOW) == Settled(1, 0)


def test_a_skipped_creator_s_place_goes_to_the_next(cast: Cast) -> None:
    opened(cast, per_day_max=1)
    (line,) = planned(cast.uk)
    skip_line(cast.moonwell.pk, line.pk, by=MEI, now=NOW)
    assert acts(planned(cast.uk, now=NOW + HOUR)) == [("invite", "chai")]


def test_whom_somebody_skipped_no_other_campaign_invites_this_week(cast: Cast) -> None:
    opened(cast, "Spring")
    opened(cast, "Summer", rates={cast.candle.pk: 1500})
    skip_line(cast.moonwell.pk, planned(cast.uk)[0].pk, by=MEI, now=NOW)
    assert acts(planned(cast.uk, now=NOW + HOUR)) == [("invite", "chai"), ("invite", "bao")]


def test_several_lines_are_settled_at_once(cast: Cast) -> None:
    opened(cast)
    lines = [one.pk for one in planned(cast.uk)]
    assert skip_lines(cast.uk, lines[:1], by=MEI, now=NOW) == Settled(1, 0)
    assert approve_lines(cast.uk, lines, by=MEI, now=NOW) == Settled(2, 1)
    assert sorted(PlanLine.objects.values_list("state", flat=True)) == ["approved", "approved", "skipped"]
    assert approve_lines(cast.us, lines, by=MEI, now=NOW) == Settled(0, 3)
