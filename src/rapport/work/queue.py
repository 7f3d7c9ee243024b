"""Enqueue, claim, renew, finish, fail: every step one short transaction, so a killed worker loses nothing.

A lease is longer than any single call to the platform and is renewed before each one. Whoever fails to renew has lost
the job and must stop before it writes: that is what keeps two workers from sending for one shop.
"""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Exists, F, OuterRef, QuerySet

from rapport.shared.refusals import Refusal
from rapport.work.models import Job

BACKOFF = (
    timedelta(seconds=2),
    timedelta(seconds=10),
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
)
ATTEMPTS_MAX = 12
AT_ONCE = datetime(2000, 1, 1, tzinfo=UTC)
"""A run time that is always past, for wake-ups that follow a write and know no machine time."""


class LeaseLost(Refusal):
    """Another worker holds this job now; what this one meant to write must not be written."""

    code = "work.lease_lost"


@dataclass(frozen=True, slots=True)
class Lease:
    """A claimed job and the right to work on it until `until`."""

    job_id: int
    name: str
    key: str
    token: str
    length: timedelta

    def renew(self, machine_now: datetime) -> None:
        """Hold on for another lease's length; call it inside the transaction that the hold protects.

        Refuses with LeaseLost.
        """
        held = Job.objects.filter(pk=self.job_id, lease_token=self.token, state=Job.State.LEASED)
        if not held.update(lease_until=machine_now + self.length):
            raise LeaseLost(name=self.name, key=self.key)


def enqueue(name: str, key: str, run_at: datetime = AT_ONCE) -> None:
    """Ask for a wake-up at a machine time, at once if none is named; one that waits already is moved forward,
    never doubled.
    """
    with transaction.atomic():
        # The lock matters: a waiting job claimed between our look and our commit would wake up too early to see
        # what we are about to commit, and nobody would be woken again.
        job, made = Job.objects.select_for_update().get_or_create(
            name=name, key=key, state=Job.State.QUEUED, defaults={"run_at": run_at}
        )
        if not made and job.run_at > run_at:
            job.run_at = run_at
            job.save(update_fields=["run_at"])


def claim(machine_now: datetime, length: timedelta) -> Lease | None:
    """Take the job that has been due longest among those whose key nobody works on, if there is one."""
    running = Job.objects.filter(key=OuterRef("key"), state=Job.State.LEASED)
    due = Job.objects.filter(~Exists(running), state=Job.State.QUEUED, run_at__lte=machine_now).order_by("run_at", "pk")
    for job in due[:8]:
        lease = Lease(job.pk, job.name, job.key, secrets.token_hex(16), length)
        try:
            with transaction.atomic():
                taken = Job.objects.filter(pk=job.pk, state=Job.State.QUEUED).update(
                    state=Job.State.LEASED,
                    lease_token=lease.token,
                    lease_until=machine_now + length,
                    attempts=F("attempts") + 1,
                )
        except IntegrityError:
            continue
        if taken:
            return lease
    return None


def finish(lease: Lease) -> None:
    """The wake-up has done what there was to do."""
    Job.objects.filter(pk=lease.job_id, lease_token=lease.token).delete()


def fail(lease: Lease, machine_now: datetime, error: str, retry_at: datetime | None = None) -> None:
    """Put the job back for a later try, or lay it down as dead after too many.

    `error` names the kind of trouble and holds no secret. `retry_at` overrides the back-off.
    """
    held = Job.objects.filter(pk=lease.job_id, lease_token=lease.token)
    attempts = held.values_list("attempts", flat=True).first()
    if attempts is None:
        return
    if attempts >= ATTEMPTS_MAX:
        held.update(state=Job.State.DEAD, lease_token="", lease_until=None, last_error=error[:500])
        return
    pause = BACKOFF[min(attempts, len(BACKOFF)) - 1]
    _back_to_waiting(held, error, retry_at or machine_now + pause)


def sweep(machine_now: datetime) -> int:
    """Free the jobs whose lease ran out, as after a kill; how many. They keep their place in the order."""
    expired = Job.objects.filter(state=Job.State.LEASED, lease_until__lt=machine_now)
    return sum(
        _back_to_waiting(expired.filter(pk=pk), "lease ran out") for pk in list(expired.values_list("pk", flat=True))
    )


def _back_to_waiting(one: QuerySet[Job], error: str, run_at: datetime | None = None) -> int:
    """Let one leased job wait again; where another wake-up of its name waits already, that one is enough."""
    freed = {"state": Job.State.QUEUED, "lease_token": "", "lease_until": None, "last_error": error[:500]}
    try:
        with transaction.atomic():
            return one.update(**freed, **({"run_at": run_at} if run_at else {}))
    except IntegrityError:
        return one.delete()[0]


def revive(job_id: int, machine_now: datetime) -> None:
    """Try a dead job again from the start."""
    with transaction.atomic():
        job = Job.objects.filter(pk=job_id, state=Job.State.DEAD).first()
        if job is not None:
            job.delete()
            enqueue(job.name, job.key, machine_now)


def idle() -> bool:
    """Whether nothing waits or runs."""
    return not Job.objects.filter(state__in=[Job.State.QUEUED, Job.State.LEASED]).exists()


def next_run_at() -> datetime | None:
    """When the earliest waiting job is due."""
    return Job.objects.filter(state=Job.State.QUEUED).order_by("run_at").values_list("run_at", flat=True).first()
