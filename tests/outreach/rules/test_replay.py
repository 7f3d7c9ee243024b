"""The past under other rules: the same messages held against the guidebook and against the United States' rules."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from rapport.outreach.rules.quota import Kind
from rapport.outreach.rules.replay import Past, PastSend, replay
from rapport.policies.queries import rules_for

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
GUIDEBOOK = rules_for("guidebook", "GB").policy.quota
AMERICAN = rules_for("us-2025", "US").policy.quota
ANNA, BAO = 1, 2


def send(at: datetime, creator: int = ANNA, kind: Kind = Kind.MESSAGE, followers: int = 5_000) -> PastSend:
    return PastSend(at, kind, creator, followers)


def past(*sends: PastSend, connected: dict[int, datetime] | None = None, gmv: int = 0) -> Past:
    return Past(sends, connected or {}, [(MONDAY - 30 * DAY, gmv)], "Europe/London")


def test_the_guidebook_would_have_refused_the_twenty_first() -> None:
    week = replay(GUIDEBOOK, past(*[send(MONDAY + number * HOUR) for number in range(21)]))[0]
    assert (week.cap, week.used, week.allowed) == (20, 20, 20)
    assert [(one.send.at, one.refused.code) for one in week.refused if one.refused] == [
        (MONDAY + 20 * HOUR, "quota.used_up")
    ]


def test_each_week_has_its_own_quota() -> None:
    weeks = replay(GUIDEBOOK, past(send(MONDAY), send(MONDAY + 7 * DAY), send(MONDAY + 7 * DAY, BAO)))
    assert [week.used for week in weeks] == [1, 2]


def test_american_rules_count_a_creator_once_and_stop_at_five_unanswered() -> None:
    week = replay(AMERICAN, past(*[send(MONDAY + number * HOUR) for number in range(6)]))[0]
    assert (week.cap, week.used, week.allowed) == (1_000, 1, 5)
    assert [one.refused.code for one in week.refused if one.refused] == ["quota.pre_reply_cap"]


def test_who_answered_is_free_from_then_on() -> None:
    sends = [send(MONDAY), send(MONDAY + 8 * DAY)]
    weeks = replay(AMERICAN, past(*sends, connected={ANNA: MONDAY + DAY}))
    assert [week.used for week in weeks] == [1, 0]


def test_a_creator_above_the_ceiling_would_not_have_been_reached() -> None:
    week = replay(AMERICAN, past(send(MONDAY, followers=90_000)))[0]
    assert [one.refused.code for one in week.refused if one.refused] == ["quota.followers_above_ceiling"]


def test_a_shop_of_the_highest_tier_has_no_cap() -> None:
    week = replay(AMERICAN, past(send(MONDAY, followers=90_000), gmv=60_000))[0]
    assert (week.cap, week.used, week.refused) == (None, 1, [])


def test_the_starter_pack_is_given_once() -> None:
    sends = [send(MONDAY + week * 7 * DAY, creator) for week in range(2) for creator in range(600)]
    weeks = replay(AMERICAN, past(*sends))
    assert [(week.cap, week.used) for week in weeks] == [(1_000, 600), (400, 400)]


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 5), st.sampled_from(Kind)), max_size=60))
def test_no_replay_spends_over_a_cap_or_loses_a_message(drawn: list[tuple[int, int, Kind]]) -> None:
    sends = [send(MONDAY + hours * 12 * HOUR, creator, kind) for hours, creator, kind in sorted(drawn)]
    for policy in (GUIDEBOOK, AMERICAN):
        weeks = replay(policy, past(*sends))
        assert sum(len(week.messages) for week in weeks) == len(sends)
        assert all(week.cap is None or week.used <= week.cap for week in weeks)
