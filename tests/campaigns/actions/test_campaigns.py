"""Opening a campaign builds its shortlist: who passes the screen, ranked by worth, each with the reasons."""

from datetime import timedelta

import pytest
from tests.campaigns.stage import SCREEN, draft, opened
from tests.cast import MEI, NOW, Cast, creator, product, shop_in

from rapport.campaigns.actions.campaigns import (
    CampaignInvalid,
    build_shortlist,
    mark_candidate,
    open_campaign,
    set_approval,
    set_state,
)
from rapport.campaigns.models import Campaign, Candidate
from rapport.collaborations.rules.terms import RateOutOfRange
from rapport.creators.actions.blocking import block_creator
from rapport.creators.actions.changes import note_changed
from rapport.creators.models import Creator
from rapport.creators.rules.screens import Screen
from rapport.shared.conditions import Within
from rapport.shared.refusals import NotFound
from rapport.shops.models import AuditLine

LATER = NOW + timedelta(hours=1)


def ranked(campaign: Campaign) -> list[tuple[int, str]]:
    return list(campaign.candidates.order_by("rank").values_list("rank", "creator__handle"))


def candidate(campaign: Campaign, who: Creator) -> Candidate:
    return campaign.candidates.get(creator=who)


def mark(campaign: Campaign, who: Creator, **wish: bool) -> None:
    mark_candidate(campaign, who.pk, **wish, by=MEI, now=LATER)


def test_an_opened_campaign_is_what_was_drafted(cast: Cast) -> None:
    made = opened(cast, "  Spring  ", rates={cast.serum.pk: 2000, cast.candle.pk: 1500}, gift=" a candle ")
    assert (made.name, made.goal, made.state, made.approval, made.gift) == (
        "Spring",
        "sales",
        "active",
        "person",
        "a candle",
    )
    assert (made.per_day_max, made.screen) == (40, SCREEN.as_json())
    assert list(made.products.values_list("product", "rate")) == [(cast.serum.pk, 2000), (cast.candle.pk, 1500)]


def test_it_leaves_its_lines_in_the_trail(cast: Cast) -> None:
    opened(cast)
    lines = AuditLine.objects.filter(action__startswith="campaign.").order_by("pk")
    assert [(line.action, line.actor, line.data) for line in lines] == [
        ("campaign.open", "mei", {"goal": "sales"}),
        ("campaign.shortlist", "mei", {"creators": 3}),
    ]


@pytest.mark.parametrize("name", ["", "   ", "a" * 41, "Spring"])
def test_a_name_is_wanted_that_is_short_and_not_taken(cast: Cast, name: str) -> None:
    opened(cast, "Spring")
    with pytest.raises(CampaignInvalid) as refused:
        opened(cast, name)
    assert (refused.value.data, Campaign.objects.count()) == ({"field": "name"}, 1)


def test_another_shop_may_use_the_name(cast: Cast) -> None:
    opened(cast)
    sold = product(cast.us, "2001", "Serum", 1500)
    open_campaign(cast.us, draft(cast, rates={sold.pk: 2000}), by=MEI, now=NOW)
    assert set(Campaign.objects.values_list("name", "shop")) == {("Spring", cast.uk.pk), ("Spring", cast.us.pk)}


def test_products_and_an_end_after_the_start_are_wanted(cast: Cast) -> None:
    for changes, field in (({"rates": {}}, "products"), ({"ends_at": NOW}, "ends_at")):
        with pytest.raises(CampaignInvalid) as refused:
            opened(cast, **changes)
        assert refused.value.data == {"field": field}


def test_a_rate_the_platform_does_not_take_opens_nothing(cast: Cast) -> None:
    with pytest.raises(RateOutOfRange):
        opened(cast, rates={cast.serum.pk: 99})
    assert not Campaign.objects.exists()


def test_another_shop_s_product_is_not_there(cast: Cast) -> None:
    foreign = product(shop_in(cast.harbour, "GB", "guidebook"), "9", "Tea", 500)
    with pytest.raises(NotFound):
        opened(cast, rates={foreign.pk: 2000})


def test_who_passes_the_screen_is_on_the_list_the_most_worth_first(cast: Cast) -> None:
    """All sold for the same; the smallest answers likeliest, of the others the larger may sell more."""
    made = opened(cast)
    assert ranked(made) == [(1, "anna"), (2, "chai"), (3, "bao")]
    worth = [(one.value, one.reply) for one in made.candidates.order_by("rank")]
    assert worth == [(27, 1778), (25, 1409), (25, 1540)]


def test_another_workspace_s_creators_and_the_blocked_are_not(cast: Cast) -> None:
    creator(cast.harbour, "hana", "GB", 50_000)
    block_creator(cast.moonwell.pk, cast.bao.pk, "sold fakes", by=MEI, now=NOW)
    assert ranked(opened(cast)) == [(1, "anna"), (2, "chai")]


def test_each_tells_what_the_invitation_is_worth_and_which_conditions_are_met(cast: Cast) -> None:
    reasons = candidate(opened(cast), cast.anna).reasons
    assert [one["code"] for one in reasons] == ["prospect.worth", "screen.region_met", "screen.at_least_met"]
    assert reasons[0]["data"] == {
        "reply": 1778,
        "reply_low": 638,
        "reply_high": 3288,
        "profit": 395,
        "value": 27,
        "currency": "GBP",
    }


def test_who_s_sales_nobody_knows_says_so(cast: Cast) -> None:
    Creator.objects.filter(pk=cast.anna.pk).update(gmv_30d_low=None, gmv_30d_high=None)
    note_changed(cast.moonwell.pk, [cast.anna.pk])
    made = opened(cast)
    assert candidate(made, cast.anna).reasons[0]["code"] == "prospect.sales_unknown"
    assert ranked(made)[-1] == (3, "anna")


def test_a_campaign_of_other_categories_expects_fewer_answers(cast: Cast) -> None:
    fits = opened(cast, screen=Screen.of("GB", categories=("601450",)))
    assert candidate(fits, cast.anna).reply == 1778


def test_the_list_built_anew_follows_the_library(cast: Cast) -> None:
    made = opened(cast)
    Creator.objects.filter(pk=cast.dara.pk).update(followers=20_000)
    Creator.objects.filter(pk=cast.chai.pk).update(followers=10_000)
    note_changed(cast.moonwell.pk, [cast.chai.pk, cast.dara.pk])
    assert build_shortlist(made, by=MEI, now=LATER) == 3
    assert ranked(made) == [(1, "dara"), (2, "anna"), (3, "bao")]


def test_whom_a_person_wanted_or_did_not_stays_so(cast: Cast) -> None:
    made = opened(cast)
    mark(made, cast.chai, pinned=True)
    mark(made, cast.bao, forbidden=True)
    Creator.objects.filter(pk=cast.chai.pk).update(followers=10_000)
    note_changed(cast.moonwell.pk, [cast.chai.pk, cast.dara.pk])
    build_shortlist(made, by=MEI, now=LATER)
    kept = {one.creator.handle: (one.state, one.pinned) for one in made.candidates.select_related("creator")}
    assert kept == {"chai": ("shortlisted", True), "bao": ("forbidden", False), "anna": ("shortlisted", False)}


def test_a_mark_can_be_taken_back_and_stands_in_the_trail(cast: Cast) -> None:
    made = opened(cast)
    mark(made, cast.anna, pinned=True, forbidden=True)
    assert (candidate(made, cast.anna).state, candidate(made, cast.anna).pinned) == ("forbidden", False)
    mark(made, cast.anna)
    assert (candidate(made, cast.anna).state, candidate(made, cast.anna).pinned) == ("shortlisted", False)
    told = AuditLine.objects.filter(action="campaign.mark").order_by("pk").first()
    assert told is not None
    assert told.data == {"creator": cast.anna.pk, "pinned": False, "forbidden": True}


def test_who_was_invited_is_not_marked_any_more(cast: Cast) -> None:
    made = opened(cast)
    made.candidates.filter(creator=cast.anna).update(state=Candidate.State.INVITED)
    mark(made, cast.anna, forbidden=True)
    assert candidate(made, cast.anna).state == "invited"


def test_a_campaign_is_paused_and_handed_over(cast: Cast) -> None:
    made = opened(cast)
    set_state(made, Campaign.State.PAUSED, by=MEI, now=LATER)
    set_approval(made, Campaign.Approval.AUTOMATIC, by=MEI, now=LATER)
    made.refresh_from_db()
    assert (made.state, made.approval) == ("paused", "automatic")
    lines = AuditLine.objects.filter(action__in=["campaign.state", "campaign.approval"]).order_by("pk")
    assert [line.data for line in lines] == [{"state": "paused"}, {"approval": "automatic"}]


def test_nobody_passes_and_the_campaign_is_there_all_the_same(cast: Cast) -> None:
    nobody = Screen.of("GB", ranges=(Within("followers", low=10**7),))
    assert ranked(opened(cast, screen=nobody)) == []
