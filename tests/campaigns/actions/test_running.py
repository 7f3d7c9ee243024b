"""A campaign that runs by itself queues its messages for the moments at which they leave, inside its own limits."""

from datetime import UTC, datetime, time, timedelta

import pytest
from tests.campaigns.stage import opened, planned
from tests.cast import MEI, NOW, Cast
from tests.outreach.stage import writes

from rapport.campaigns.actions.campaigns import CampaignInvalid
from rapport.campaigns.actions.running import run_automatic, set_limits
from rapport.campaigns.models import Campaign, CampaignLimits, PlanLine
from rapport.campaigns.queries.limits import pace_of
from rapport.creators.models import Creator
from rapport.outreach.actions.departures import StandsAlready, resume_shop, stop_shop
from rapport.outreach.models import Message
from rapport.outreach.queries.departures import on_their_way, standing_still
from rapport.outreach.rules.pace import Pace
from rapport.shops.models import AuditLine
from rapport.shops.rules.roles import WORKER

HOUR, DAY, MINUTE = timedelta(hours=1), timedelta(days=1), timedelta(minutes=1)
SIX = Pace(per_hour_max=6)


def by_itself(cast: Cast, pace: Pace = SIX, per_day: int = 40) -> Campaign:
    made = opened(cast, approval=Campaign.Approval.AUTOMATIC)
    set_limits(made, per_day, pace, by=MEI, now=NOW)
    return Campaign.objects.get(pk=made.pk)


def runs(cast: Cast, now: datetime = NOW) -> int:
    planned(cast.uk, now=now)
    return run_automatic(cast.uk, by=WORKER, now=now)


def leaving() -> list[tuple[str, datetime]]:
    rows = Message.objects.filter(state="queued").order_by("due_at", "pk").select_related("thread__creator")
    return [(row.thread.creator.handle, row.due_at) for row in rows]


def waits() -> dict[str, str]:
    """Why each proposed line waits, by handle."""
    lines = PlanLine.objects.filter(state="proposed").select_related("creator")
    return {line.creator.handle: line.waits.get("code", "") for line in lines}


def test_invitations_leave_ten_minutes_apart_in_one_collaboration(cast: Cast) -> None:
    by_itself(cast)
    assert runs(cast) == 3
    assert leaving() == [("anna", NOW), ("chai", NOW + 10 * MINUTE), ("bao", NOW + 20 * MINUTE)]
    (collaboration,) = {message.invitation.collaboration for message in Message.objects.all() if message.invitation}
    assert (collaboration.leaves_at, collaboration.creators.count()) == (NOW, 3)


def test_at_one_an_hour_every_invitation_has_its_own_hour(cast: Cast) -> None:
    by_itself(cast, Pace(per_hour_max=1))
    runs(cast)
    waves = [message.invitation.collaboration.leaves_at for message in Message.objects.all() if message.invitation]
    assert waves == [NOW, NOW + HOUR, NOW + 2 * HOUR]


def test_a_campaign_without_limits_of_its_own_keeps_the_playbook_s(cast: Cast) -> None:
    made = opened(cast, approval=Campaign.Approval.AUTOMATIC)
    assert pace_of(made, cast.uk) == Pace(per_hour_max=12)
    runs(cast)
    assert [at for _, at in leaving()] == [NOW, NOW + 5 * MINUTE, NOW + 10 * MINUTE]


def test_who_lives_where_it_is_night_is_written_to_in_the_morning(cast: Cast) -> None:
    by_itself(cast)
    planned(cast.uk)
    Creator.objects.filter(pk=cast.anna.pk).update(region="JP")
    evening = NOW + 5 * HOUR
    run_automatic(cast.uk, by=WORKER, now=evening)
    assert leaving() == [
        ("chai", evening),
        ("bao", evening + 10 * MINUTE),
        ("anna", datetime(2026, 3, 2, 23, tzinfo=UTC)),
    ]
    told = {one.message.thread.creator.handle: one.why for one in on_their_way(cast.uk, evening)}
    anna = told["anna"]
    assert anna is not None
    assert (anna.code, anna.data["clock"], anna.data["city"], told["chai"]) == (
        "pace.quiet_hours",
        "08:00",
        "Tokyo",
        None,
    )


def test_over_holidays_a_line_stays_proposed_and_says_why(cast: Cast) -> None:
    by_itself(cast)
    Creator.objects.filter(pk=cast.anna.pk).update(region="TH")
    songkran = datetime(2026, 4, 13, 8, tzinfo=UTC)
    runs(cast, songkran)
    assert waits() == {"anna": "pace.holiday"}
    assert [who for who, _ in leaving()] == ["chai", "bao"]


def test_so_many_a_day_and_the_others_wait(cast: Cast) -> None:
    made = by_itself(cast, per_day=2)
    Campaign.objects.filter(pk=made.pk).update(per_day_max=3)
    planned(cast.uk)
    Campaign.objects.filter(pk=made.pk).update(per_day_max=2)
    assert run_automatic(cast.uk, by=WORKER, now=NOW) == 2
    assert waits() == {"bao": "pace.day_full"}


def test_an_answer_takes_its_turn_too(cast: Cast) -> None:
    by_itself(cast)
    runs(cast)
    writes(cast.uk, cast.dara, "Any samples?", NOW + MINUTE)
    assert runs(cast, NOW + 2 * MINUTE) == 1
    assert leaving()[-1] == ("dara", NOW + 30 * MINUTE)


def test_a_stopped_shop_does_nothing_by_itself_and_says_so(cast: Cast) -> None:
    by_itself(cast)
    stop_shop(cast.uk, "wrong price", by=MEI, now=NOW)
    assert (runs(cast), leaving()) == (0, [])
    assert waits() == {"anna": "pace.stopped", "chai": "pace.stopped", "bao": "pace.stopped"}


def test_what_was_queued_stays_queued_and_leaves_spread_anew(cast: Cast) -> None:
    by_itself(cast)
    runs(cast)
    stop_shop(cast.uk, "", by=MEI, now=NOW)
    later = NOW + 3 * HOUR
    assert resume_shop(cast.uk, by=MEI, now=later) == 3
    assert leaving() == [("anna", later), ("chai", later + 10 * MINUTE), ("bao", later + 20 * MINUTE)]
    assert standing_still(cast.uk.pk) is None
    actions = AuditLine.objects.filter(action__startswith="outreach.").order_by("pk")
    assert list(actions.values_list("action", flat=True)) == ["outreach.stop", "outreach.resume"]


def test_a_shop_is_stopped_once_and_resumed_once(cast: Cast) -> None:
    with pytest.raises(StandsAlready):
        resume_shop(cast.uk, by=MEI, now=NOW)
    stop_shop(cast.uk, "", by=MEI, now=NOW)
    with pytest.raises(StandsAlready):
        stop_shop(cast.uk, "", by=MEI, now=NOW)
    assert standing_still(cast.us.pk) is None


def test_limits_are_kept_as_entered(cast: Cast) -> None:
    office = Pace(4, minds_holidays=False, works_on=(0, 1, 2, 3, 4), works_from=time(10), works_until=time(18, 30))
    made = by_itself(cast, office, per_day=7)
    assert (made.per_day_max, pace_of(made, cast.uk)) == (7, office)
    assert CampaignLimits.objects.get().works_on == "01234"


@pytest.mark.parametrize(("per_day", "per_hour"), [(0, 6), (20_000, 6), (10, 4_000)])
def test_limits_that_are_none_are_refused(cast: Cast, per_day: int, per_hour: int) -> None:
    made = opened(cast)
    with pytest.raises(CampaignInvalid):
        set_limits(made, per_day, Pace(per_hour), by=MEI, now=NOW)
    assert not CampaignLimits.objects.exists()
