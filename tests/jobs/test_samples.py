"""Sample requests followed, decided where a campaign runs by itself, told, and their content kept."""

import pytest
from tests.cast import MEI, NOW, Cast
from tests.jobs.wire import Platform, Told, seconds
from tests.sampling import asked
from tests.selling import DAY

from rapport.campaigns.models import Campaign, Candidate
from rapport.creators.models import Creator
from rapport.jobs.samples import follow_samples, review_samples
from rapport.outreach.actions.invitations import InvitationWords, queue_invitation
from rapport.samples.actions import decide
from rapport.samples.models import Content, SampleRequest
from rapport.shared.refusals import Reason

SEARCH, REVIEW, CONTENT = "/sample_applications/search", "/review", "/fulfillments/search"


def application(status: str = "PENDING", **changes: object) -> Told:
    """Anna's request for the serum."""
    return {
        "id": "s1",
        "status": status,
        "available_quantity": 4,
        "approve_expiration_time": seconds(NOW + 7 * DAY),
        "creator": {"creator_open_id": "open-anna", "username": "anna", "fulfillment_percentage": "60.85"},
        "product": {"id": "1001", "title": "Vitamin C Serum"},
        **changes,
    }


def platform(*applications: Told, content: Told | None = None) -> Platform:
    return Platform({SEARCH: {"sample_applications": list(applications)}, CONTENT: content or {}})


def followed(cast: Cast, *applications: Told, content: Told | None = None) -> Platform:
    found = platform(*applications, content=content)
    follow_samples(found.errand(cast.uk, "samples.follow"))
    return found


def decided(cast: Cast, *, approve: bool) -> SampleRequest:
    """Anna's request, decided by Mei and not told yet."""
    row = asked(cast.uk, cast.anna, cast.serum)
    return decide(cast.moonwell.pk, row.pk, approve=approve, why=Reason("samples.still_owes"), by=MEI, now=NOW)


def told(cast: Cast, *applications: Told) -> list[Told]:
    """What the platform is told of decisions, when these are the requests it shows."""
    found = platform(*applications)
    review_samples(found.errand(cast.uk, "samples.review"))
    return found.told(REVIEW)


def campaign(cast: Cast, who: Creator, approval: str, state: str = "active") -> None:
    """A campaign in which the creator was invited."""
    words = InvitationWords("Hi!", Reason("plan.invite", {}))
    invitation = queue_invitation(cast.uk, who, cast.offer(), words, attempt=1, by=MEI, now=NOW)
    times = {"starts_at": NOW - DAY, "ends_at": NOW + 90 * DAY}
    made = Campaign.objects.create(
        shop=cast.uk, name="Spring", goal="sales", approval=approval, state=state, per_day_max=5, **times
    )
    Candidate.objects.create(campaign=made, creator=who, rank=1, value=0, reply=0, invitation=invitation)


def test_a_request_is_kept_as_the_platform_shows_it(cast: Cast) -> None:
    followed(cast, application())
    row = SampleRequest.objects.get()
    assert (row.platform_id, row.creator, row.product, row.stage) == ("s1", cast.anna, cast.serum, "requested")
    assert (row.approve_by, row.available, row.fulfilment_rate, row.decision) == (NOW + 7 * DAY, 4, 6085, "")


def test_a_creator_the_library_does_not_know_is_passed_over(cast: Cast) -> None:
    followed(cast, application(creator={"creator_open_id": "open-nobody", "username": "nobody"}))
    assert not SampleRequest.objects.exists()


def test_content_that_came_of_a_sample_is_kept_once(cast: Cast) -> None:
    video = {
        "id": "v1",
        "format": "VIDEO",
        "page_link": "https://video.example/v1",
        "description": "Glow",
        "create_time": seconds(NOW - DAY),
    }
    content: Told = {"fulfillments": [{"product": {"id": "1001"}, "content": video}]}
    first = followed(cast, application("COMPLETED"), content=content)
    kept = Content.objects.get()
    assert (kept.creator, kept.product, kept.title, kept.url, kept.posted_at) == (
        cast.anna,
        cast.serum,
        "Glow",
        "https://video.example/v1",
        NOW - DAY,
    )
    again = followed(cast, application("COMPLETED"), content=content)
    assert (len(first.told(CONTENT)), len(again.told(CONTENT)), Content.objects.count()) == (1, 0, 1)


def test_where_people_decide_nothing_is_decided_for_them(cast: Cast) -> None:
    campaign(cast, cast.anna, Campaign.Approval.PERSON)
    assert followed(cast, application()).told(REVIEW) == []
    assert SampleRequest.objects.get().decision == ""


def test_a_campaign_that_runs_by_itself_gives_samples_and_tells_at_once(cast: Cast) -> None:
    campaign(cast, cast.anna, Campaign.Approval.AUTOMATIC)
    assert followed(cast, application()).told(REVIEW) == [{"review_result": "APPROVE"}]
    row = SampleRequest.objects.get()
    assert (row.decision, row.decided_why["code"], row.told_at) == ("approve", "samples.invited_creator", NOW)


@pytest.mark.parametrize("state", ["paused", "ended"])
def test_a_campaign_that_rests_gives_no_samples_by_itself(cast: Cast, state: str) -> None:
    campaign(cast, cast.anna, Campaign.Approval.AUTOMATIC, state)
    assert followed(cast, application()).told(REVIEW) == []
    assert SampleRequest.objects.get().decision == ""


def test_it_gives_none_to_who_still_owes_content(cast: Cast) -> None:
    campaign(cast, cast.anna, Campaign.Approval.AUTOMATIC)
    asked(cast.uk, cast.anna, cast.candle, "CONTENT_PENDING", platform_id="s0")
    assert [body["review_result"] for body in followed(cast, application()).told(REVIEW)] == ["REJECT"]
    assert SampleRequest.objects.get(platform_id="s1").decided_why == {
        "code": "samples.still_owes",
        "data": {"open": 1},
    }


@pytest.mark.parametrize(
    ("approve", "body"),
    [(True, {"review_result": "APPROVE"}), (False, {"review_result": "REJECT", "reject_reason": "OTHER"})],
)
def test_a_decision_is_told_once(cast: Cast, *, approve: bool, body: Told) -> None:
    row = decided(cast, approve=approve)
    assert (told(cast, application()), told(cast, application())) == ([body], [])
    row.refresh_from_db()
    assert row.told_at == NOW


def test_what_the_platform_no_longer_holds_open_is_not_told_again(cast: Cast) -> None:
    row = decided(cast, approve=True)
    assert told(cast) == []
    row.refresh_from_db()
    assert row.told_at == NOW


def test_an_open_requests_stock_and_deadline_are_told_anew(cast: Cast) -> None:
    followed(cast, application())
    followed(cast, application(available_quantity=0, approve_expiration_time=seconds(NOW + 8 * DAY)))
    row = SampleRequest.objects.get()
    assert (row.available, row.approve_by, row.requested_at) == (0, NOW + 8 * DAY, NOW)


def test_a_request_followed_before_is_moved_on_only_when_its_state_changed(cast: Cast) -> None:
    followed(cast, application("SHIPPED"))
    followed(cast, application("SHIPPED", available_quantity=1))
    assert SampleRequest.objects.get().available == 4
    followed(cast, application("CONTENT_PENDING", available_quantity=1))
    row = SampleRequest.objects.get()
    assert (row.stage, row.available, row.content_due_at) == ("content_due", 1, NOW + 14 * DAY)
