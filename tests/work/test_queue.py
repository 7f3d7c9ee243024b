"""The queue: wake-ups asked for, claimed, held, finished, failed and freed, in the machine's time."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from rapport.work.models import Job
from rapport.work.queue import (
    ATTEMPTS_MAX,
    BACKOFF,
    Lease,
    LeaseLost,
    claim,
    dead_jobs,
    enqueue,
    enqueue_all,
    fail,
    finish,
    finish_and_go_on,
    idle,
    is_asked,
    others_due,
    revive,
    sweep,
)

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
DELIVER, REPLIES, PLAN = "outreach.deliver", "outreach.read_replies", "campaigns.plan"
UK, US = "shop:1", "shop:2"


def taken(at: datetime = NOON) -> Lease:
    """A claim that finds a job."""
    lease = claim(at, MINUTE)
    assert lease is not None
    return lease


def waiting() -> list[tuple[str, str, datetime]]:
    return list(Job.objects.filter(state="queued").order_by("run_at", "pk").values_list("name", "key", "run_at"))


def test_a_wake_up_asked_for_twice_waits_once() -> None:
    enqueue(DELIVER, UK, NOON)
    enqueue(DELIVER, UK, NOON)
    enqueue(DELIVER, US, NOON)
    assert waiting() == [(DELIVER, UK, NOON), (DELIVER, US, NOON)]


def test_a_wake_up_asked_for_earlier_is_moved_forward_and_never_back() -> None:
    enqueue(DELIVER, UK, NOON + MINUTE)
    enqueue(DELIVER, UK, NOON)
    enqueue(DELIVER, UK, NOON + 2 * MINUTE)
    assert waiting() == [(DELIVER, UK, NOON)]


def test_a_wake_up_without_a_time_is_due_at_once() -> None:
    enqueue(DELIVER, UK)
    assert taken().name == DELIVER


def test_wake_ups_asked_for_together_run_in_the_order_named() -> None:
    enqueue_all([REPLIES, PLAN, DELIVER], UK, NOON)
    first = taken()
    second = finish_and_go_on(first, NOON)
    assert second is not None
    third = finish_and_go_on(second, NOON)
    assert third is not None
    assert [first.name, second.name, third.name] == [REPLIES, PLAN, DELIVER]
    assert finish_and_go_on(third, NOON) is None
    assert Job.objects.count() == 0


def test_a_wake_up_can_be_asked_for_while_its_namesake_runs() -> None:
    enqueue(DELIVER, UK, NOON)
    running = taken()
    enqueue(DELIVER, UK, NOON)
    assert claim(NOON, MINUTE) is None
    finish(running)
    assert taken().job_id != running.job_id


def test_nothing_is_claimed_before_it_is_due() -> None:
    enqueue(DELIVER, UK, NOON + MINUTE)
    assert claim(NOON, MINUTE) is None
    assert taken(NOON + MINUTE).name == DELIVER


def test_the_longest_due_is_claimed_first_and_equals_in_the_order_asked() -> None:
    enqueue(PLAN, UK, NOON)
    enqueue(REPLIES, US, NOON)
    enqueue(DELIVER, "shop:3", NOON - MINUTE)
    claimed = [taken() for _ in range(3)]
    assert [(lease.name, lease.key) for lease in claimed] == [(DELIVER, "shop:3"), (PLAN, UK), (REPLIES, US)]
    assert claim(NOON, MINUTE) is None


def test_only_one_job_of_a_shop_runs_at_a_time() -> None:
    enqueue_all([REPLIES, DELIVER], UK, NOON)
    enqueue(DELIVER, US, NOON + MINUTE)
    assert (taken().key, taken(NOON + MINUTE).key) == (UK, US)
    assert claim(NOON + MINUTE, MINUTE) is None


def test_a_lease_says_what_was_claimed_and_until_when() -> None:
    enqueue(DELIVER, UK, NOON)
    lease = taken()
    row = Job.objects.get()
    assert (lease.name, lease.key, lease.length, lease.until) == (DELIVER, UK, MINUTE, NOON + MINUTE)
    assert (row.state, row.lease_token, row.lease_until, row.attempts) == ("leased", lease.token, NOON + MINUTE, 1)


@pytest.mark.django_db(transaction=True)
def test_a_lease_is_renewed_when_a_quarter_of_it_is_gone() -> None:
    enqueue(DELIVER, UK, NOON)
    lease = taken()
    lease.hold(NOON + timedelta(seconds=14))
    assert Job.objects.get().lease_until == NOON + MINUTE
    lease.hold(NOON + timedelta(seconds=15))
    assert Job.objects.get().lease_until == NOON + timedelta(seconds=75)
    assert lease.until == NOON + timedelta(seconds=75)


def test_a_worker_that_was_silent_for_too_long_has_lost_its_lease() -> None:
    enqueue(DELIVER, UK, NOON)
    lost = taken()
    assert sweep(NOON + 2 * MINUTE) == 1
    with pytest.raises(LeaseLost) as refused:
        lost.hold(NOON + 2 * MINUTE)
    assert refused.value.data == {"name": DELIVER, "key": UK}


def test_a_lost_lease_stays_lost() -> None:
    enqueue(DELIVER, UK, NOON)
    lost = taken()
    sweep(NOON + 2 * MINUTE)
    for _ in range(2):
        with pytest.raises(LeaseLost):
            lost.hold(NOON + 2 * MINUTE)


@pytest.mark.django_db(transaction=True)
def test_a_renewal_that_was_rolled_back_is_none() -> None:
    enqueue(DELIVER, UK, NOON)
    lease = taken()
    with transaction.atomic():
        lease.hold(NOON + timedelta(seconds=50))
        transaction.set_rollback(True)
    assert sweep(NOON + timedelta(seconds=61)) == 1
    with pytest.raises(LeaseLost):
        lease.hold(NOON + timedelta(seconds=61))


def test_what_was_lost_is_finished_and_failed_by_its_new_holder_alone() -> None:
    enqueue(DELIVER, UK, NOON)
    lost = taken()
    sweep(NOON + 2 * MINUTE)
    present = taken(NOON + 2 * MINUTE)
    fail(lost, NOON, "too late")
    finish(lost)
    row = Job.objects.get()
    assert (row.state, row.lease_token, row.last_error) == ("leased", present.token, "lease ran out")


def test_a_swept_job_keeps_its_place_in_the_order() -> None:
    enqueue(DELIVER, UK, NOON)
    enqueue(PLAN, US, NOON + MINUTE)
    taken()
    assert sweep(NOON + MINUTE) == 0
    assert sweep(NOON + 2 * MINUTE) == 1
    assert waiting() == [(DELIVER, UK, NOON), (PLAN, US, NOON + MINUTE)]


def test_a_swept_job_gives_way_to_a_namesake_that_waits() -> None:
    enqueue(DELIVER, UK, NOON)
    taken()
    enqueue(DELIVER, UK, NOON + MINUTE)
    assert sweep(NOON + 2 * MINUTE) == 1
    assert waiting() == [(DELIVER, UK, NOON + MINUTE)]


def test_a_failed_job_is_tried_again_after_longer_and_longer_pauses() -> None:
    enqueue(DELIVER, UK, NOON)
    now, pauses = NOON, []
    for _ in range(ATTEMPTS_MAX - 1):
        fail(taken(now), now, "PlatformTrouble")
        [(_, _, again)] = waiting()
        pauses.append(again - now)
        now = again
    assert pauses == [*BACKOFF, *[BACKOFF[-1]] * (ATTEMPTS_MAX - 1 - len(BACKOFF))]
    assert Job.objects.get().last_error == "PlatformTrouble"


def test_whoever_fails_may_say_when_to_try_again() -> None:
    enqueue(DELIVER, UK, NOON)
    fail(taken(), NOON, "DailyCapReached", NOON + timedelta(hours=6))
    assert waiting() == [(DELIVER, UK, NOON + timedelta(hours=6))]


def test_a_failed_job_gives_way_to_a_namesake_that_waits() -> None:
    enqueue(DELIVER, UK, NOON)
    running = taken()
    enqueue(DELIVER, UK, NOON)
    fail(running, NOON, "PlatformTrouble")
    assert waiting() == [(DELIVER, UK, NOON)]


def laid_down(name: str, key: str, at: datetime = NOON) -> Job:
    """A job that failed as often as is allowed."""
    enqueue(name, key, at)
    Job.objects.filter(name=name, key=key, state="queued").update(attempts=ATTEMPTS_MAX - 1)
    fail(taken(at), at, "x" * 600)
    return Job.objects.filter(name=name, key=key, state="dead").latest("pk")


def test_a_job_that_fails_too_often_is_laid_down() -> None:
    row = laid_down(DELIVER, UK)
    assert (row.attempts, row.lease_token, row.lease_until, row.last_error) == (ATTEMPTS_MAX, "", None, "x" * 500)
    assert claim(NOON + timedelta(days=1), MINUTE) is None


def test_dead_jobs_are_shown_for_their_keys_the_latest_first() -> None:
    first = laid_down(DELIVER, UK)
    second = laid_down(PLAN, UK, NOON + MINUTE)
    laid_down(PLAN, US)
    assert [job.pk for job in dead_jobs([UK])] == [second.pk, first.pk]
    assert dead_jobs([]) == []


def test_a_dead_job_is_tried_again_from_the_start() -> None:
    dead = laid_down(DELIVER, UK)
    revive(dead.pk, NOON)
    assert (taken().name, Job.objects.get().attempts) == (DELIVER, 1)


def test_only_the_dead_are_revived() -> None:
    enqueue(DELIVER, UK, NOON + MINUTE)
    revive(Job.objects.get().pk, NOON)
    assert waiting() == [(DELIVER, UK, NOON + MINUTE)]


def test_a_shop_s_wake_ups_run_in_one_go_and_no_other_shop_s() -> None:
    enqueue_all([REPLIES, DELIVER], UK, NOON)
    enqueue(PLAN, UK, NOON + MINUTE)
    enqueue(PLAN, US, NOON)
    second = finish_and_go_on(taken(), NOON)
    assert second is not None
    assert (second.name, second.length, second.until) == (DELIVER, MINUTE, NOON + MINUTE)
    assert finish_and_go_on(second, NOON) is None


def test_nobody_goes_on_with_a_shop_that_another_worker_holds() -> None:
    enqueue_all([REPLIES, DELIVER], UK, NOON)
    lost = taken()
    sweep(NOON + 2 * MINUTE)
    present = taken(NOON + 2 * MINUTE)
    assert finish_and_go_on(lost, NOON + 2 * MINUTE) is None
    assert Job.objects.get(state="leased").lease_token == present.token


def test_idle_means_that_nothing_runs_and_nothing_is_due() -> None:
    assert idle(NOON)
    enqueue(DELIVER, UK, NOON + MINUTE)
    assert idle(NOON)
    assert not idle(NOON + MINUTE)
    taken(NOON + MINUTE)
    assert not idle(NOON)


def test_the_dead_keep_nobody_waiting() -> None:
    laid_down(DELIVER, UK)
    assert idle(NOON)
    assert not others_due([UK], NOON)
    assert not is_asked(DELIVER, "shop:")


def test_what_is_due_is_asked_key_by_key() -> None:
    enqueue(DELIVER, UK, NOON)
    assert others_due([UK, US], NOON)
    assert not others_due([US], NOON)
    assert not others_due([UK], NOON - MINUTE)
    taken()
    assert others_due([UK], NOON - MINUTE)


def test_a_name_is_asked_for_by_the_beginning_of_its_key() -> None:
    enqueue("shops.move_clock", "connection:7:86400", NOON + MINUTE)
    assert is_asked("shops.move_clock", "connection:7:")
    assert not is_asked("shops.move_clock", "connection:71:")
    assert not is_asked(DELIVER, "connection:7:")
