"""Enqueue, claim, renew, finish, fail: every step one short transaction, so a killed worker loses nothing.

A lease is longer than any single call to the platform and is renewed before each one. Whoever fails to renew has lost
the job and must stop before it writes: that is what keeps two workers from sending for one shop.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial

from django.db import IntegrityError, transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

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
CLAIMS_TRIED = 8
"""How many due jobs one look goes through when others are faster."""
AT_ONCE = datetime(2000, 1, 1, tzinfo=UTC)
"""A run time that is always past, for wake-ups that follow a write and know no machine time."""


class LeaseLost(Refusal):
    """Another worker holds this job now; what this one meant to write must not be written."""

    code = "work.lease_lost"


@dataclass(slots=True)
class Lease:
    """A claimed job and the right to work on it until `until`."""

    job_id: int
    name: str
    key: str
    token: str
    length: timedelta
    until: datetime

    def hold(self, machine_now: datetime) -> None:
        """Be sure of the job for most of a lease's length; call it inside the transaction that this protects.

        While most of the lease is left nobody can have taken the job. Refuses with LeaseLost.
        """
        if self.until - machine_now > self.length * 3 / 4:
            return
        until = machine_now + self.length
        held = Job.objects.filter(pk=self.job_id, lease_token=self.token, state=Job.State.LEASED)
        if not held.update(lease_until=until):
            raise LeaseLost(name=self.name, key=self.key)
        # A renewal that is rolled back with its transaction has not happened.
        transaction.on_commit(partial(setattr, self, "until", until))


def enqueue(name: str, key: str, run_at: datetime = AT_ONCE) -> None:
    """Ask for a wake-up at a machine time, at once if none is named; one that waits already is moved forward, never
    doubled.
    """
    enqueue_all([name], key, run_at)


def enqueue_all(names: Sequence[str], key: str, run_at: datetime = AT_ONCE) -> None:
    """Ask for several wake-ups of one key; they run in the order named."""
    with transaction.atomic():
        # The locks matter: a waiting job claimed between our look and our commit would wake up too early to see
        # what we are about to commit, and nobody would be woken again. One that somebody else asked for meanwhile
        # is looked at again for the same reason.
        known = _locked(names, key)
        while fresh := [name for name in names if name not in known]:
            jobs = [Job(name=name, key=key, run_at=run_at) for name in fresh]
            Job.objects.bulk_create(jobs, ignore_conflicts=True)
            known = _locked(names, key)
        later = [name for name, planned in known.items() if planned > run_at]
        if later:
            Job.objects.filter(key=key, name__in=later, state=Job.State.QUEUED).update(run_at=run_at)


def _locked(names: Sequence[str], key: str) -> dict[str, datetime]:
    """The waiting jobs of a key by name, with their times; nobody claims them before we commit."""
    waiting = Job.objects.select_for_update().filter(key=key, name__in=names, state=Job.State.QUEUED)
    return dict(waiting.values_list("name", "run_at"))


def claim(machine_now: datetime, length: timedelta) -> Lease | None:
    """Take the job that has been due longest among those whose key nobody works on, if there is one."""
    running = Job.objects.filter(key=OuterRef("key"), state=Job.State.LEASED)
    due = Job.objects.filter(~Exists(running), state=Job.State.QUEUED, run_at__lte=machine_now).order_by("run_at", "pk")
    for pk, name, key in due.values_list("pk", "name", "key")[:CLAIMS_TRIED]:
        lease = _take(Lease(pk, name, key, secrets.token_hex(16), length, machine_now + length))
        if lease is not None:
            return lease
    return None


def _take(lease: Lease) -> Lease | None:
    """Make the job ours; None where another worker was faster, with it or with its key."""
    taken = {
        "state": Job.State.LEASED,
        "lease_token": lease.token,
        "lease_until": lease.until,
        "attempts": F("attempts") + 1,
    }
    try:
        with transaction.atomic():
            return lease if Job.objects.filter(pk=lease.job_id, state=Job.State.QUEUED).update(**taken) else None
    except IntegrityError:
        return None


def finish(lease: Lease) -> None:
    """The wake-up has done what there was to do."""
    Job.objects.filter(pk=lease.job_id, lease_token=lease.token).delete()


@transaction.atomic
def finish_and_go_on(lease: Lease, machine_now: datetime) -> Lease | None:
    """Finish a job and take the next due one of the same key, if there is one: a shop's wake-ups run in one go."""
    finish(lease)
    due = Job.objects.filter(key=lease.key, state=Job.State.QUEUED, run_at__lte=machine_now).order_by("run_at", "pk")
    following = due.values_list("pk", "name").first()
    if following is None:
        return None
    pk, name = following
    return _take(Lease(pk, name, lease.key, secrets.token_hex(16), lease.length, machine_now + lease.length))


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


def dead_jobs(keys: Sequence[str]) -> list[Job]:
    """Jobs of these keys that failed too often and were laid down, the latest first."""
    return list(Job.objects.filter(state=Job.State.DEAD, key__in=keys).order_by("-run_at", "-pk"))


def revive(job_id: int, machine_now: datetime) -> None:
    """Try a dead job again from the start."""
    with transaction.atomic():
        job = Job.objects.filter(pk=job_id, state=Job.State.DEAD).first()
        if job is not None:
            job.delete()
            enqueue(job.name, job.key, machine_now)


def idle(machine_now: datetime) -> bool:
    """Whether nothing runs and nothing waits that is due; what was put back for later does not count."""
    due = Q(state=Job.State.LEASED) | Q(state=Job.State.QUEUED, run_at__lte=machine_now)
    return not Job.objects.filter(due).exists()


def others_due(keys: Sequence[str], machine_now: datetime) -> bool:
    """Whether any of these keys has a job that runs or is due."""
    due = Q(state=Job.State.LEASED) | Q(state=Job.State.QUEUED, run_at__lte=machine_now)
    return Job.objects.filter(due, key__in=keys).exists()


def is_asked(name: str, key_start: str) -> bool:
    """Whether a job of this name waits or runs for a key that begins so."""
    alive = Job.objects.filter(name=name, key__startswith=key_start)
    return alive.exclude(state=Job.State.DEAD).exists()
