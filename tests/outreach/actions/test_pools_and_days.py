"""Invitations with a pool of their own, days with a cap of their own: no pack that ships has them, a seller's may."""

from datetime import timedelta

import pytest
from tests.cast import MEI, NOW, Cast
from tests.packs import guidebook_with

from rapport.collaborations.actions.plans import seat_creator
from rapport.collaborations.models import TargetCollaboration
from rapport.outreach.actions.messages import claim_message, queue_message
from rapport.outreach.actions.quota import release, reserve, reserve_all, spend, start_sending
from rapport.outreach.actions.sending import record_quota_closed
from rapport.outreach.actions.windows import open_window
from rapport.outreach.models import QuotaWindow
from rapport.outreach.queries.quota import current_window
from rapport.outreach.rules.quota import DayFull, Kind, QuotaUsedUp, Wanted
from rapport.outreach.rules.wording import Purpose

DAY = timedelta(days=1)
BOTH = [Wanted(Kind.INVITATION, "invite"), Wanted(Kind.MESSAGE, "hello")]


@pytest.fixture
def two_pools(monkeypatch: pytest.MonkeyPatch) -> None:
    guidebook_with(monkeypatch, shared_pool="false", weekly_cap_invitations=2)


@pytest.fixture
def three_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    guidebook_with(monkeypatch, daily_cap=3)


def pools(cast: Cast) -> dict[str, tuple[int | None, int, int]]:
    rows = QuotaWindow.objects.filter(shop=cast.uk)
    return {row.pool: (row.cap, row.held, row.spent) for row in rows}


@pytest.mark.usefixtures("two_pools")
def test_an_invitation_and_its_message_come_from_two_pools(cast: Cast) -> None:
    for place in reserve_all(cast.uk, cast.anna, BOTH, now=NOW):
        spend(place, now=NOW)
    assert pools(cast) == {"invitations": (2, 0, 1), "messages": (20, 0, 1)}


@pytest.mark.usefixtures("two_pools")
def test_an_empty_pool_of_invitations_leaves_the_messages(cast: Cast) -> None:
    for creator in (cast.anna, cast.bao):
        reserve(cast.uk, creator, Kind.INVITATION, f"invite {creator.pk}", now=NOW)
    with pytest.raises(QuotaUsedUp):
        reserve_all(cast.uk, cast.chai, BOTH, now=NOW)
    reserve(cast.uk, cast.chai, Kind.REPLY, "answer", now=NOW)
    assert pools(cast) == {"invitations": (2, 2, 0), "messages": (20, 1, 0)}


@pytest.mark.usefixtures("two_pools")
def test_the_present_week_is_that_of_the_messages(cast: Cast) -> None:
    open_window(cast.uk, now=NOW, kind=Kind.INVITATION)
    assert current_window(cast.uk, NOW) is None
    assert current_window(cast.uk, NOW) != open_window(cast.uk, now=NOW) == current_window(cast.uk, NOW)


@pytest.mark.usefixtures("two_pools")
def test_a_refused_invitation_closes_only_its_pool(cast: Cast) -> None:
    queue_message(cast.uk, cast.anna, Purpose.ANSWER, "Hello Anna", "answer", by=MEI, now=NOW)
    assert record_quota_closed(cast.uk, kind=Kind.INVITATION, now=NOW) == 0
    assert pools(cast) == {"invitations": (0, 0, 0), "messages": (20, 1, 0)}


@pytest.mark.usefixtures("three_a_day")
def test_the_fourth_message_of_a_day_is_for_tomorrow(cast: Cast) -> None:
    for number in range(3):
        spend(reserve(cast.uk, cast.anna, Kind.MESSAGE, f"message {number}", now=NOW), now=NOW)
    with pytest.raises(DayFull) as refused:
        reserve(cast.uk, cast.bao, Kind.MESSAGE, "one more", now=NOW)
    assert refused.value.data == {"most": 3, "used": 3}
    assert reserve(cast.uk, cast.bao, Kind.MESSAGE, "one more", now=NOW + DAY).units == 1


@pytest.mark.usefixtures("three_a_day")
def test_what_is_given_back_leaves_the_day_its_unit(cast: Cast) -> None:
    places = [reserve(cast.uk, cast.anna, Kind.MESSAGE, f"message {number}", now=NOW) for number in range(3)]
    release(places[0], now=NOW)
    assert reserve(cast.uk, cast.bao, Kind.MESSAGE, "one more", now=NOW).units == 1


@pytest.mark.usefixtures("three_a_day")
def test_a_place_of_yesterday_counts_in_the_day_of_its_send(cast: Cast) -> None:
    late = reserve(cast.uk, cast.anna, Kind.MESSAGE, "late", now=NOW)
    for number in range(2):
        reserve(cast.uk, cast.bao, Kind.MESSAGE, f"message {number}", now=NOW + DAY)
    start_sending(late, cast.uk, now=NOW + DAY)
    with pytest.raises(DayFull):
        reserve(cast.uk, cast.bao, Kind.MESSAGE, "one more", now=NOW + DAY)


@pytest.mark.usefixtures("three_a_day")
def test_a_message_that_no_longer_fits_into_the_day_stays_queued(cast: Cast) -> None:
    late = queue_message(cast.uk, cast.anna, Purpose.ANSWER, "Hello Anna", "answer", by=MEI, now=NOW)
    for number in range(3):
        reserve(cast.uk, cast.bao, Kind.MESSAGE, f"message {number}", now=NOW + DAY)
    with pytest.raises(DayFull):
        claim_message(cast.uk, late, hold=lambda: None, now=NOW + DAY)
    late.refresh_from_db()
    assert (late.state, pools(cast)["all"]) == ("queued", (20, 4, 0))


@pytest.mark.usefixtures("three_a_day")
def test_a_collaboration_takes_no_more_creators_than_a_day_invites(cast: Cast) -> None:
    for number, creator in enumerate((cast.anna, cast.bao, cast.chai, cast.dara)):
        seat_creator(cast.uk, creator.pk, cast.offer(), now=NOW + number * DAY)
    assert [one.creators.count() for one in TargetCollaboration.objects.order_by("pk")] == [3, 1]
