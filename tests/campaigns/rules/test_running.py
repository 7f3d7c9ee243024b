"""A campaign that runs by itself takes its turns: spread, inside its day, never beyond the week."""

from datetime import UTC, datetime, time, timedelta

from rapport.campaigns.rules.running import Run, Turn, Wanted, turns
from rapport.outreach.rules.pace import Pace, Quiet, Region
from rapport.policies.queries import places
from rapport.shared.refusals import Reason

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
QUIET = Quiet(time(22), time(8))


def wanted(code: str = "GB", *, invites: bool = True) -> Wanted:
    return Wanted(Region(places()[code], QUIET), invites)


def run(per_hour: int = 2, per_day: int = 40, **changes: object) -> Run:
    given = {"timezone": "Europe/London", "window_ends_at": NOW + 7 * DAY, **changes}
    return Run(Pace(per_hour), per_day, **given)  # type: ignore[arg-type] # a test names only what it changes


def moments(found: list[Turn]) -> list[datetime | None]:
    return [None if one.waits else one.leaving.at for one in found]


def test_acts_leave_one_after_the_other() -> None:
    found = turns([wanted()] * 3, run(), NOW)
    assert moments(found) == [NOW, NOW + HOUR / 2, NOW + HOUR]


def test_the_invitations_of_an_hour_go_with_one_collaboration() -> None:
    found = turns([wanted()] * 5, run(), NOW)
    assert [one.wave for one in found] == [NOW, NOW, NOW + HOUR, NOW + HOUR, NOW + 2 * HOUR]


def test_messages_that_invite_nobody_have_no_collaboration() -> None:
    (found,) = turns([wanted(invites=False)], run(), NOW)
    assert (found.leaving.at, found.wave, found.waits) == (NOW, None, None)


def test_the_next_planning_goes_on_where_the_last_one_stopped() -> None:
    (found,) = turns([wanted()], run(taken=[NOW - HOUR / 4], wave=NOW - HOUR / 4), NOW)
    assert (found.leaving.at, found.wave) == (NOW + HOUR / 4, NOW - HOUR / 4)


def test_beyond_the_day_s_invitations_the_rest_waits() -> None:
    found = turns([wanted()] * 3, run(per_day=2), NOW)
    assert [one.waits for one in found] == [None, None, Reason("pace.day_full", {"most": 2})]


def test_what_was_invited_today_counts() -> None:
    found = turns([wanted(), wanted(invites=False)], run(per_day=1, invited=[NOW - HOUR]), NOW)
    assert [one.waits is None for one in found] == [False, True]


def test_what_could_only_leave_after_the_holidays_waits_for_a_later_plan() -> None:
    songkran = datetime(2026, 4, 13, 5, tzinfo=UTC)
    found = turns([wanted("TH"), wanted("GB")], run(window_ends_at=songkran + 6 * DAY), songkran)
    waits = found[0].waits
    assert waits is not None
    assert (waits.code, waits.data["holiday"]) == ("pace.holiday", "Songkran")
    assert found[1].leaving.at == datetime(2026, 4, 13, 7, tzinfo=UTC)


def test_nothing_is_queued_beyond_the_week_it_was_planned_in() -> None:
    found = turns([wanted()] * 3, run(window_ends_at=NOW + HOUR), NOW)
    assert moments(found) == [NOW, NOW + HOUR / 2, None]
    assert found[2].waits == Reason("pace.one_after_another", {"per_hour": 2})
