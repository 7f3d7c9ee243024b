"""No burst: a gap, an hour's most, a day's most, and a slow start."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st
from tests.cast import NOW

from rapport.outreach.channels.pacing import DAY, HOUR, Pace, next_moment

MINUTE = timedelta(minutes=1)
PACE = Pace(per_hour=3, per_day=5, gap_seconds=60)


def test_the_first_goes_at_once() -> None:
    assert next_moment(PACE, [], None, NOW) == NOW


def test_a_gap_lies_between_two() -> None:
    assert next_moment(PACE, [NOW - MINUTE / 2], None, NOW) == NOW + MINUTE / 2


def test_an_hour_holds_three() -> None:
    sent = [NOW - 50 * MINUTE, NOW - 40 * MINUTE, NOW - 30 * MINUTE]
    assert next_moment(PACE, sent, None, NOW) == NOW + 10 * MINUTE


def test_a_day_holds_five() -> None:
    sent = [NOW - hours * HOUR for hours in (20, 15, 10, 5, 2)]
    assert next_moment(PACE, sent, None, NOW) == NOW + 4 * HOUR


def test_a_young_mailbox_begins_slowly() -> None:
    pace = Pace(per_hour=50, per_day=40, warm_up_first=5, warm_up_step=5)
    assert [pace.day_most(NOW, NOW + days * DAY) for days in (0, 1, 6, 7, 100)] == [5, 10, 35, 40, 40]
    assert pace.day_most(None, NOW) == 5


@given(st.lists(st.integers(0, 48 * 60), min_size=1, max_size=60))
def test_however_it_is_asked_no_limit_is_passed(wishes: list[int]) -> None:
    sent: list[object] = []
    for minutes in sorted(wishes):
        now = NOW + minutes * MINUTE
        lately = [at for at in sent if at > now - DAY]  # type: ignore[operator]
        if next_moment(PACE, lately, None, now) == now:  # type: ignore[arg-type]
            sent.append(now)
    for at in sent:
        assert sum(at - HOUR < one <= at for one in sent) <= 3  # type: ignore[operator]
        assert sum(at - DAY < one <= at for one in sent) <= 5  # type: ignore[operator]
