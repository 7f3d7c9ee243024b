"""Campaigns and their shortlists as pages show them: each workspace its own, as many queries for many as for one."""

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.campaigns.stage import opened, planned
from tests.cast import MEI, NOW, Cast, creator
from tests.outreach.stage import goes_out, writes

from rapport.campaigns.actions.approve import approve_line
from rapport.campaigns.actions.campaigns import mark_candidate, set_state
from rapport.campaigns.models import Campaign
from rapport.campaigns.queries.campaigns import (
    PAGE_SIZE,
    CampaignRow,
    active_campaigns,
    campaign,
    campaign_for,
    campaign_row,
    campaign_rows,
    candidacies,
    candidacies_of_creator,
    places_today,
    shortlist,
)
from rapport.creators.models import Creator
from rapport.creators.rules.screens import Verdict
from rapport.outreach.models import Invitation
from rapport.shared.refusals import NotFound

DAY = timedelta(days=1)


def invite_anna(cast: Cast) -> Campaign:
    """Spring has invited Anna."""
    made = opened(cast)
    approve_line(cast.moonwell.pk, planned(cast.uk)[0].pk, by=MEI, now=NOW)
    return made


def handles(made: Campaign, **asked: str | int) -> list[str]:
    return [row.candidate.creator.handle for row in shortlist(made, now=NOW, **asked).rows]  # type: ignore[arg-type]


def test_a_row_counts_what_became_of_its_invitations(cast: Cast) -> None:
    made = invite_anna(cast)
    goes_out(Invitation.objects.get())
    writes(cast.uk, cast.anna, "Hi!", NOW + DAY)
    assert campaign_row(made) == CampaignRow(
        campaign_id=made.pk,
        name="Spring",
        shop_name="Moonwell GB",
        timezone="Europe/London",
        goal="sales",
        state="active",
        approval="person",
        starts_at=NOW,
        ends_at=made.ends_at,
        shortlisted=2,
        invited=1,
        replied=1,
        accepted=0,
        active=0,
    )


def test_the_newest_campaigns_come_first_and_another_workspace_sees_none(cast: Cast) -> None:
    first, second = opened(cast, "Spring"), opened(cast, "Summer", starts_at=NOW + DAY)
    assert [row.campaign_id for row in campaign_rows(cast.moonwell.pk)] == [second.pk, first.pk]
    assert campaign_rows(cast.moonwell.pk, cast.us.pk) == campaign_rows(cast.harbour.pk) == []
    assert campaign(cast.moonwell.pk, first.pk) == first
    with pytest.raises(NotFound):
        campaign(cast.harbour.pk, first.pk)


@pytest.mark.parametrize("count", [1, 10])
def test_lists_take_as_many_queries_for_ten_as_for_one(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for number in range(count):
        opened(cast, f"Campaign {number}")
        creator(cast.moonwell, f"c{number}", "GB", 30_000)
    made = opened(cast, "The last")
    with django_assert_num_queries(1):
        assert len(campaign_rows(cast.moonwell.pk)) == count + 1
    with django_assert_num_queries(7):
        assert shortlist(made, now=NOW).total == count + 3
    with django_assert_num_queries(3):
        assert len(active_campaigns(cast.uk.pk, NOW)) == count + 1


def test_a_campaign_runs_from_its_start_until_before_its_end_unless_paused(cast: Cast) -> None:
    made = opened(cast, ends_at=NOW + DAY)
    moments = (NOW - DAY, NOW, NOW + DAY)
    assert [len(active_campaigns(cast.uk.pk, moment)) for moment in moments] == [0, 1, 0]
    assert active_campaigns(cast.us.pk, NOW) == []
    set_state(made, Campaign.State.PAUSED, by=MEI, now=NOW)
    assert active_campaigns(cast.uk.pk, NOW) == []


def test_places_today_are_what_the_day_has_not_seen(cast: Cast) -> None:
    made = opened(cast, per_day_max=2)
    approve_line(cast.moonwell.pk, planned(cast.uk)[0].pk, by=MEI, now=NOW)
    assert places_today([made], NOW.replace(hour=0)) == {made.pk: 1}
    assert places_today([made], NOW.replace(hour=0) + DAY) == {made.pk: 2}
    made.per_day_max = 0
    assert places_today([made], NOW.replace(hour=0)) == {made.pk: 0}


def test_a_shortlist_stands_by_rank_the_pinned_first(cast: Cast) -> None:
    made = opened(cast)
    assert handles(made) == ["anna", "chai", "bao"]
    mark_candidate(made, cast.chai.pk, pinned=True, by=MEI, now=NOW)
    mark_candidate(made, cast.bao.pk, forbidden=True, by=MEI, now=NOW)
    assert handles(made) == ["chai", "anna", "bao"]
    assert (handles(made, state="forbidden"), handles(made, state="invited")) == (["bao"], [])


def test_a_row_holds_the_screen_against_the_present_figures(cast: Cast) -> None:
    made = opened(cast)
    Creator.objects.filter(pk=cast.anna.pk).update(followers=10_000)
    row = shortlist(made, now=NOW).rows[0]
    assert row.worth is not None
    assert (row.worth.code, row.worth.data["reply"]) == ("prospect.worth", 1778)
    assert [(one.verdict, one.reason.code) for one in row.checks] == [
        (Verdict.MET, "screen.region_met"),
        (Verdict.MISSED, "screen.at_least_missed"),
    ]


def test_a_long_shortlist_is_cut_into_pages(cast: Cast) -> None:
    for number in range(PAGE_SIZE):
        creator(cast.moonwell, f"c{number}", "GB", 30_000)
    made = opened(cast)
    pages = [shortlist(made, page=page, now=NOW) for page in (1, 2, 9)]
    assert [(len(one.rows), one.page, one.pages) for one in pages] == [(50, 1, 2), (3, 2, 2), (3, 2, 2)]


def test_a_creator_is_written_to_in_the_name_of_who_invited_them(cast: Cast) -> None:
    assert campaign_for(cast.uk.pk, cast.anna.pk, NOW) is None
    spring = invite_anna(cast)
    summer = opened(cast, "Summer")
    assert campaign_for(cast.uk.pk, cast.anna.pk, NOW) == spring
    assert campaign_for(cast.uk.pk, cast.bao.pk, NOW) == summer
    assert {pk: one.campaign for pk, one in candidacies(cast.uk.pk, [cast.anna.pk, cast.bao.pk]).items()} == {
        cast.anna.pk: spring
    }
    assert candidacies(cast.us.pk, [cast.anna.pk]) == {}


def test_the_campaigns_that_have_a_creator_on_their_list(cast: Cast) -> None:
    spring, summer = opened(cast, "Spring"), opened(cast, "Summer", starts_at=NOW + DAY)
    found = candidacies_of_creator(cast.moonwell.pk, cast.anna.pk)
    assert [one.campaign for one in found] == [summer, spring]
    assert candidacies_of_creator(cast.harbour.pk, cast.anna.pk) == []
    assert candidacies_of_creator(cast.moonwell.pk, cast.dara.pk) == []
