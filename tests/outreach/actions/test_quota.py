"""Taking places in the quota, as Mei's shop in the United Kingdom does: 20 messages a week, each counted."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from tests.cast import MEI, NOW, Cast

from rapport.outreach.actions.quota import back_to_held, release, reserve, reserve_all, spend, start_sending
from rapport.outreach.actions.receiving import SeenMessage, keep_messages, open_thread
from rapport.outreach.actions.windows import LiveQuota, close_window, open_window, record_live_quota
from rapport.outreach.models import CreatorWeek, QuotaWindow, Reservation
from rapport.outreach.rules.quota import FollowersAboveCeiling, Kind, PreReplyCapReached, QuotaUsedUp, Wanted
from rapport.shared.periods import Period
from rapport.shops.actions.connections import choose_rules

WEEK = timedelta(days=7)


def counts(window: QuotaWindow) -> tuple[int | None, int, int]:
    window.refresh_from_db()
    return window.cap, window.held, window.spent


def test_a_place_is_held_then_spent(cast: Cast) -> None:
    place = reserve(cast.uk, cast.anna, Kind.MESSAGE, "hello", now=NOW)
    assert counts(place.window) == (20, 1, 0)
    spend(place, now=NOW)
    assert counts(place.window) == (20, 0, 1)


def test_a_place_given_back_can_be_taken_again(cast: Cast) -> None:
    place = reserve(cast.uk, cast.anna, Kind.MESSAGE, "hello", now=NOW)
    release(place, now=NOW)
    assert counts(place.window) == (20, 0, 0)
    again = reserve(cast.uk, cast.anna, Kind.MESSAGE, "hello", now=NOW)
    assert again.pk == place.pk
    assert counts(place.window) == (20, 1, 0)


def test_the_same_intent_asked_twice_takes_one_place(cast: Cast) -> None:
    first = reserve(cast.uk, cast.anna, Kind.MESSAGE, "hello", now=NOW)
    second = reserve(cast.uk, cast.anna, Kind.MESSAGE, "hello", now=NOW)
    assert first.pk == second.pk
    assert counts(first.window) == (20, 1, 0)


def test_the_twenty_first_message_is_refused(cast: Cast) -> None:
    for number in range(20):
        reserve(cast.uk, cast.anna, Kind.MESSAGE, f"message {number}", now=NOW)
    with pytest.raises(QuotaUsedUp) as refused:
        reserve(cast.uk, cast.bao, Kind.MESSAGE, "one more", now=NOW)
    assert refused.value.data == {"units": 1, "left": 0, "cap": 20, "spent": 0, "held": 20}


def test_a_new_week_has_a_quota_of_its_own(cast: Cast) -> None:
    this_week = reserve(cast.uk, cast.anna, Kind.MESSAGE, "hello", now=NOW)
    next_week = reserve(cast.uk, cast.anna, Kind.MESSAGE, "hello again", now=NOW + timedelta(days=7))
    assert this_week.window_id != next_week.window_id
    assert counts(next_week.window) == (20, 1, 0)


def test_creators_count_once_a_week_in_the_united_states(cast: Cast) -> None:
    first = reserve(cast.us, cast.emma, Kind.INVITATION, "invite", now=NOW)
    second = reserve(cast.us, cast.emma, Kind.MESSAGE, "hello", now=NOW)
    assert [first.units, second.units] == [1, 0]
    spend(first, now=NOW)
    spend(second, now=NOW)
    assert counts(first.window) == (1000, 0, 1)


def test_a_creator_stays_counted_until_the_last_place_is_given_back(cast: Cast) -> None:
    first = reserve(cast.us, cast.emma, Kind.INVITATION, "invite", now=NOW)
    second = reserve(cast.us, cast.emma, Kind.MESSAGE, "hello", now=NOW)
    release(first, now=NOW)
    assert counts(first.window) == (1000, 1, 0)
    release(second, now=NOW)
    assert counts(first.window) == (1000, 0, 0)


def test_what_the_platform_says_overrules_the_pack(cast: Cast) -> None:
    window = open_window(cast.uk, now=NOW)
    period = Period(window.starts_at, window.ends_at)
    reserve(cast.uk, cast.anna, Kind.MESSAGE, "hello", now=NOW)
    record_live_quota(cast.uk, LiveQuota(period, cap=3, used=2, max_followers=None), now=NOW)
    assert counts(window) == (3, 1, 0)
    with pytest.raises(QuotaUsedUp):
        reserve(cast.uk, cast.bao, Kind.MESSAGE, "hello bao", now=NOW)


def test_a_cap_below_what_is_spent_leaves_the_spent(cast: Cast) -> None:
    for number in range(5):
        spend(reserve(cast.uk, cast.anna, Kind.MESSAGE, f"message {number}", now=NOW), now=NOW)
    window = open_window(cast.uk, now=NOW)
    record_live_quota(
        cast.uk, LiveQuota(Period(window.starts_at, window.ends_at), cap=3, used=5, max_followers=None), now=NOW
    )
    window.refresh_from_db()
    assert (window.cap, window.cap_told, window.spent) == (5, 3, 5)


def test_a_window_the_platform_closed_grants_nothing_more(cast: Cast) -> None:
    held = reserve(cast.uk, cast.anna, Kind.MESSAGE, "hello", now=NOW)
    close_window(cast.uk, now=NOW)
    release(held, now=NOW)
    with pytest.raises(QuotaUsedUp):
        reserve(cast.uk, cast.bao, Kind.MESSAGE, "hello bao", now=NOW)


def told(window: QuotaWindow, cap: int | None, used: int, max_followers: int | None = None) -> LiveQuota:
    return LiveQuota(Period(window.starts_at, window.ends_at), cap, used, max_followers)


def state(place: Reservation) -> str:
    place.refresh_from_db()
    return place.state


def test_places_that_go_together_are_taken_all_or_none(cast: Cast) -> None:
    for number in range(19):
        reserve(cast.uk, cast.anna, Kind.MESSAGE, f"message {number}", now=NOW)
    both = [Wanted(Kind.INVITATION, "invite"), Wanted(Kind.MESSAGE, "hello")]
    with pytest.raises(QuotaUsedUp):
        reserve_all(cast.uk, cast.bao, both, now=NOW)
    assert counts(open_window(cast.uk, now=NOW)) == (20, 19, 0)
    assert not Reservation.objects.filter(creator=cast.bao).exists()


def test_settling_twice_counts_once(cast: Cast) -> None:
    sent, taken_back = (reserve(cast.uk, cast.anna, Kind.MESSAGE, key, now=NOW) for key in ("sent", "back"))
    for _ in range(2):
        spend(sent, now=NOW)
        release(taken_back, now=NOW)
    release(sent, now=NOW)
    spend(taken_back, now=NOW)
    assert counts(sent.window) == (20, 0, 1)
    assert (state(sent), state(taken_back)) == ("spent", "released")


def test_a_sent_message_keeps_its_place_when_it_is_asked_for_again(cast: Cast) -> None:
    sent = reserve(cast.uk, cast.anna, Kind.MESSAGE, "hello", now=NOW)
    spend(sent, now=NOW)
    assert reserve(cast.uk, cast.anna, Kind.MESSAGE, "hello", now=NOW).pk == sent.pk
    assert counts(sent.window) == (20, 0, 1)


def test_a_place_waits_again_after_a_send_that_was_not_heard(cast: Cast) -> None:
    place = reserve(cast.uk, cast.anna, Kind.MESSAGE, "hello", now=NOW)
    assert state(start_sending(place, cast.uk, now=NOW)) == "sending"
    assert counts(place.window) == (20, 1, 0)
    back_to_held(place, now=NOW)
    assert state(place) == "held"
    assert counts(place.window) == (20, 1, 0)


def test_a_place_of_a_past_week_is_given_back_and_taken_anew(cast: Cast) -> None:
    old = reserve(cast.uk, cast.anna, Kind.MESSAGE, "hello", now=NOW)
    fresh = start_sending(old, cast.uk, now=NOW + WEEK)
    assert (state(old), state(fresh)) == ("released", "sending")
    assert counts(old.window) == (20, 0, 0)
    assert counts(fresh.window) == (20, 1, 0)


def test_a_place_of_a_past_week_that_finds_none_in_the_new_one_stays_where_it_was(cast: Cast) -> None:
    old = reserve(cast.uk, cast.anna, Kind.MESSAGE, "hello", now=NOW)
    record_live_quota(cast.uk, told(open_window(cast.uk, now=NOW + WEEK), cap=0, used=0), now=NOW + WEEK)
    with pytest.raises(QuotaUsedUp):
        start_sending(old, cast.uk, now=NOW + WEEK)
    assert state(old) == "held"


def test_the_database_itself_refuses_to_overspend(cast: Cast) -> None:
    window = open_window(cast.uk, now=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        QuotaWindow.objects.filter(pk=window.pk).update(held=21)


def test_what_went_out_from_the_phone_is_counted_as_sent_elsewhere(cast: Cast) -> None:
    window = open_window(cast.uk, now=NOW)
    spend(reserve(cast.uk, cast.anna, Kind.MESSAGE, "ours", now=NOW), now=NOW)
    record_live_quota(cast.uk, told(window, cap=20, used=4), now=NOW)
    window.refresh_from_db()
    assert (window.spent, window.elsewhere) == (1, 3)


def test_a_message_on_its_way_is_not_counted_twice_when_the_platform_counts_it_first(cast: Cast) -> None:
    window = open_window(cast.uk, now=NOW)
    place = start_sending(reserve(cast.uk, cast.anna, Kind.MESSAGE, "ours", now=NOW), cast.uk, now=NOW)
    record_live_quota(cast.uk, told(window, cap=20, used=1), now=NOW)
    spend(place, now=NOW)
    record_live_quota(cast.uk, told(window, cap=20, used=1), now=NOW)
    window.refresh_from_db()
    assert (window.spent, window.elsewhere) == (1, 0)


def test_an_unlimited_shop_has_no_cap_until_the_platform_names_one(cast: Cast) -> None:
    window = record_live_quota(cast.us, told(open_window(cast.us, now=NOW), cap=None, used=0), now=NOW)
    assert window.cap is None
    window = record_live_quota(cast.us, told(window, cap=7, used=0), now=NOW)
    assert window.cap == 7


def test_the_platforms_week_moves_ours(cast: Cast) -> None:
    window = open_window(cast.uk, now=NOW)
    sunday = Period(window.starts_at - timedelta(days=1), window.ends_at - timedelta(days=1))
    moved = record_live_quota(cast.uk, LiveQuota(sunday, cap=20, used=0, max_followers=None), now=NOW)
    assert (moved.pk, moved.starts_at, moved.ends_at) == (window.pk, sunday.start, sunday.end)


def test_an_answer_about_a_week_that_is_over_changes_nothing(cast: Cast) -> None:
    old = open_window(cast.uk, now=NOW)
    present = open_window(cast.uk, now=NOW + WEEK)
    late = record_live_quota(cast.uk, told(old, cap=3, used=3), now=NOW + WEEK)
    assert (late.pk, late.starts_at, late.cap, late.elsewhere) == (present.pk, present.starts_at, 20, 0)


def test_a_closed_window_stays_closed_whatever_the_platform_says_later(cast: Cast) -> None:
    spend(reserve(cast.uk, cast.anna, Kind.MESSAGE, "hello", now=NOW), now=NOW)
    closed = close_window(cast.uk, now=NOW)
    assert (closed.cap, closed.cap_told, closed.told_by) == (1, 1, "refusal")
    later = record_live_quota(cast.uk, told(closed, cap=20, used=1), now=NOW)
    assert (later.cap, later.told_by) == (1, "refusal")


def test_a_closed_unlimited_window_is_limited_to_what_went_out(cast: Cast) -> None:
    record_live_quota(cast.us, told(open_window(cast.us, now=NOW), cap=None, used=0), now=NOW)
    spend(reserve(cast.us, cast.emma, Kind.MESSAGE, "hello", now=NOW), now=NOW)
    assert close_window(cast.us, now=NOW).cap == 1


def test_the_cap_that_mei_read_in_her_account_stands_in_place_of_the_packs(cast: Cast) -> None:
    choose_rules(cast.uk, "guidebook", 35, by=MEI, now=NOW)
    cast.uk.refresh_from_db()
    assert open_window(cast.uk, now=NOW).cap == 35


def test_the_starter_pack_is_used_up_once(cast: Cast) -> None:
    first = open_window(cast.us, now=NOW)
    assert (first.cap, first.starter_units, first.max_followers) == (1000, 1000, 20_000)
    QuotaWindow.objects.filter(pk=first.pk).update(spent=300)
    assert open_window(cast.us, now=NOW + WEEK).cap == 700


def test_a_new_window_remembers_what_the_shop_sold(cast: Cast) -> None:
    assert open_window(cast.us, now=NOW, gmv=2_500).cap == 7_000
    assert open_window(cast.us, now=NOW + WEEK).cap == 7_000
    assert open_window(cast.us, now=NOW + 2 * WEEK, gmv=1).cap == 2_000


def test_a_creator_too_large_for_the_tier_is_refused(cast: Cast) -> None:
    cast.emma.followers = 20_001
    with pytest.raises(FollowersAboveCeiling):
        reserve(cast.us, cast.emma, Kind.MESSAGE, "hello", now=NOW)
    assert not CreatorWeek.objects.exists()


def answers(cast: Cast, text: str = "Tell me more!") -> None:
    """Emma writes to the American shop."""
    thread = open_thread(cast.us, cast.emma.pk, "conversation-1", "im-emma")
    keep_messages(thread, [SeenMessage("m1", from_creator=True, content_type="TEXT", text=text, at=NOW)])


def test_who_answered_is_connected_and_free_in_the_united_states(cast: Cast) -> None:
    answers(cast)
    place = reserve(cast.us, cast.emma, Kind.REPLY, "answer", now=NOW)
    assert (place.units, place.counts_creator, place.why["code"]) == (0, False, "quota.connected_is_free")
    spend(place, now=NOW)
    assert counts(place.window) == (1000, 0, 0)


def test_the_sixth_unanswered_message_is_refused_in_the_united_states(cast: Cast) -> None:
    thread = open_thread(cast.us, cast.emma.pk, "conversation-1", "im-emma")
    keep_messages(
        thread,
        [SeenMessage(f"m{n}", from_creator=False, content_type="TEXT", text=f"hello {n}", at=NOW) for n in range(5)],
    )
    with pytest.raises(PreReplyCapReached):
        reserve(cast.us, cast.emma, Kind.MESSAGE, "hello again", now=NOW)
