"""The worker's one edge: what is due is done, and each kind of trouble gets the pause it asks for."""

from datetime import timedelta

import httpx
import pytest
from tests.cast import NOW, Cast
from tests.jobs.stage import DAILY_CAP, EXPIRED, REVOKED, SEND, Platform, answered, fresh

from rapport.jobs.errand import machine_clock
from rapport.jobs.handlers import CONNECTION_HANDLERS, EVERY, FILE_HANDLERS, HANDLERS
from rapport.jobs.worker import NEXT_DAY_PAUSE, REVOKED_PAUSE, Worker
from rapport.shops.models import AuditLine, Connection, Shop
from rapport.work.models import Job, Schedule
from rapport.work.queue import LeaseLost, enqueue

DELIVER = "outreach.deliver"
A_MOMENT = timedelta(minutes=1)


def waiting(name: str = DELIVER) -> Job:
    return Job.objects.get(name=name, state=Job.State.QUEUED)


def pause(job: Job) -> timedelta:
    """How long from now a job was put back, to the minute."""
    return timedelta(minutes=round((job.run_at - machine_clock()) / A_MOMENT))


def test_a_due_job_is_done_and_gone(cast: Cast, platform: Platform) -> None:
    message = answered(cast, cast.anna)
    platform.says(SEND, {"message_id": "m-1"})
    assert Worker(platform.outside()).work_once() == len(["outreach.deliver", "creators.dealings"])
    assert (fresh(message).state, Job.objects.filter(name=DELIVER).count()) == ("sent", 0)


def test_a_shop_s_jobs_are_done_in_one_go(cast: Cast, platform: Platform) -> None:
    for name in ("settlement.settle", "campaigns.plan"):
        enqueue(name, f"shop:{cast.uk.pk}")
    assert (Worker(platform.outside()).work_once(), Job.objects.count()) == (2, 0)


def test_told_to_stop_it_ends_after_the_job_in_hand(cast: Cast, platform: Platform) -> None:
    for name in ("settlement.settle", "campaigns.plan"):
        enqueue(name, f"shop:{cast.uk.pk}")
    assert Worker(platform.outside(), stopping=lambda: True).work_once() == 1
    assert waiting("campaigns.plan").attempts == 0


def test_each_connected_shop_is_woken_once_for_all_that_is_due(cast: Cast, platform: Platform) -> None:
    Shop.objects.filter(pk=cast.us.pk).update(connection=None)
    worker = Worker(platform.outside())
    for _ in range(2):
        worker.wake()
    assert list(Job.objects.order_by("pk").values_list("name", flat=True)) == list(EVERY)
    assert set(Job.objects.values_list("key", flat=True)) == {f"shop:{cast.uk.pk}"}
    assert Schedule.objects.get(name=DELIVER).next_at == NOW + EVERY[DELIVER]


def test_a_shop_is_not_woken_before_its_sandbox_s_clock_was_read(cast: Cast, platform: Platform) -> None:
    known = cast.uk.connection
    assert known is not None
    Connection.objects.update(clock_machine=None, clock_shown=None)
    worker = Worker(platform.outside())
    worker.wake()
    assert (Job.objects.count(), Schedule.objects.count()) == (0, 0)
    Connection.objects.filter(pk=known.pk).update(clock_machine=known.clock_machine, clock_shown=known.clock_shown)
    worker.wake()
    assert Schedule.objects.get(name=DELIVER, key=f"shop:{cast.uk.pk}").next_at == NOW + EVERY[DELIVER]


@pytest.mark.parametrize(
    ("code", "expected"), [(DAILY_CAP, NEXT_DAY_PAUSE), (REVOKED, REVOKED_PAUSE), (EXPIRED, timedelta(0))]
)
def test_trouble_gets_the_pause_it_asks_for(cast: Cast, platform: Platform, code: int, expected: timedelta) -> None:
    message = answered(cast, cast.anna)
    platform.says(SEND, code=code)
    Worker(platform.outside()).work_once()
    assert (pause(waiting()), waiting().attempts, fresh(message).state) == (expected, 1, "queued")
    assert str(code) in waiting().last_error


def test_an_expired_token_has_a_new_one_fetched(cast: Cast, platform: Platform) -> None:
    answered(cast, cast.anna)
    platform.says(SEND, code=EXPIRED)
    Worker(platform.outside()).work_once()
    assert waiting("shops.refresh_token").key == f"shop:{cast.uk.pk}"


def test_a_revoked_authorization_is_shown_on_the_shop(cast: Cast, platform: Platform) -> None:
    answered(cast, cast.anna)
    platform.says(SEND, code=REVOKED)
    Worker(platform.outside()).work_once()
    assert Shop.objects.get(pk=cast.uk.pk).trouble == "shops.authorize_again"
    assert AuditLine.objects.get(action="shop.trouble").data == {"code": "shops.authorize_again"}


def test_an_answer_lost_on_the_way_is_tried_again_soon(cast: Cast, platform: Platform) -> None:
    message = answered(cast, cast.anna)
    platform.breaks(SEND, httpx.ReadTimeout)
    Worker(platform.outside()).work_once()
    assert (fresh(message).state, waiting().last_error) == ("sending", "OutcomeUnknown")


def test_one_shop_s_fault_does_not_stop_another_s_work(
    cast: Cast, platform: Platform, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_: object) -> None:
        raise RuntimeError("a secret stands here")

    monkeypatch.setitem(HANDLERS, "settlement.settle", fails)
    for shop in (cast.uk, cast.us):
        enqueue("settlement.settle" if shop == cast.uk else "campaigns.plan", f"shop:{shop.pk}")
    worker = Worker(platform.outside())
    assert [worker.work_once(), worker.work_once(), worker.work_once()] == [1, 1, 0]
    assert (Job.objects.get().name, Job.objects.get().last_error) == ("settlement.settle", "RuntimeError")


def test_a_job_that_another_worker_took_is_left_to_them(
    cast: Cast, platform: Platform, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost(_: object) -> None:
        raise LeaseLost

    monkeypatch.setitem(HANDLERS, "campaigns.plan", lost)
    enqueue("campaigns.plan", f"shop:{cast.uk.pk}")
    assert Worker(platform.outside()).work_once() == 1
    assert (Job.objects.get().state, Job.objects.get().last_error) == ("leased", "")


def test_every_wake_up_has_its_handler() -> None:
    assert set(EVERY) <= set(HANDLERS)
    names = [*HANDLERS, *CONNECTION_HANDLERS, *FILE_HANDLERS]
    assert len(names) == len(set(names))
