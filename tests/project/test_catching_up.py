"""A demonstration lives up to the present, half a day at a time, and then leaves the approving to a person."""

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import httpx
import pytest
from tests.campaigns.stage import opened
from tests.cast import Cast

from rapport.campaigns.models import Campaign
from rapport.jobs.errand import Outside, machine_clock
from rapport.jobs.worker import Worker
from rapport.project.catching_up import LEFT_TO_PEOPLE, STEP, live_up_to_now
from rapport.project.demonstration import SETUP
from rapport.shops.models import AuditLine, Workspace
from rapport.work.models import Job

DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)


@dataclass
class Sandbox:
    """Its clock stands still and moves when it is told to."""

    shown: datetime
    speed: int = 0
    moves: list[datetime] = field(default_factory=list)

    def answer(self, request: httpx.Request) -> httpx.Response:
        change = json.loads(request.content) if request.method == "POST" else {}
        if "set" in change:
            self.shown = datetime.fromisoformat(change["set"])
            self.moves.append(self.shown)
        self.speed = change.get("speed", self.speed)
        return httpx.Response(200, json={"shown": self.shown.isoformat(), "speed": self.speed})


@dataclass
class Counting(Worker):
    """Counts how often everything due was done, and who approved the campaigns' acts then."""

    approvals: list[str] = field(default_factory=list)

    def drain(self) -> int:
        self.approvals.append(Campaign.objects.get().approval)
        return 0


@pytest.fixture
def demonstration(cast: Cast) -> Cast:
    """Mei's workspace is a demonstration whose campaign runs by itself."""
    Workspace.objects.filter(pk=cast.moonwell.pk).update(is_demonstration=True)
    opened(cast, approval=Campaign.Approval.AUTOMATIC)
    return cast


def worker_at(sandbox: Sandbox) -> Counting:
    return Counting(Outside({"http://sandbox.invalid": httpx.MockTransport(sandbox.answer)}))


def test_it_lives_through_what_it_missed_and_then_in_real_time(demonstration: Cast) -> None:
    began = machine_clock() - 2 * DAY
    sandbox = Sandbox(began)
    worker = worker_at(sandbox)
    live_up_to_now(worker, lambda: False)
    assert sandbox.moves[:3] == [began + STEP, began + 2 * STEP, began + 3 * STEP]
    assert (len(sandbox.moves), sandbox.speed, len(worker.approvals)) == (4, 1, 5)
    assert machine_clock() - sandbox.shown < MINUTE


def test_the_last_day_and_a_half_is_left_to_people(demonstration: Cast) -> None:
    worker = worker_at(Sandbox(machine_clock() - LEFT_TO_PEOPLE - STEP + HOUR))
    live_up_to_now(worker, lambda: False)
    assert worker.approvals == ["automatic", "automatic", "person", "person", "person"]
    assert set(Job.objects.filter(name="campaigns.plan").values_list("key", flat=True)) == {
        f"shop:{shop.pk}" for shop in (demonstration.uk, demonstration.us)
    }


def test_what_a_person_chose_since_is_not_taken_back(demonstration: Cast) -> None:
    live_up_to_now(worker_at(Sandbox(machine_clock() - DAY)), lambda: False)
    Campaign.objects.update(approval=Campaign.Approval.AUTOMATIC)
    live_up_to_now(worker_at(Sandbox(machine_clock() - DAY)), lambda: False)
    assert Campaign.objects.get().approval == "automatic"
    assert AuditLine.objects.filter(action="campaign.approval", actor=SETUP.label).count() == 1


def test_stopped_in_between_it_goes_on_where_it_was(demonstration: Cast) -> None:
    sandbox = Sandbox(machine_clock() - 2 * DAY)
    worker = worker_at(sandbox)
    live_up_to_now(worker, lambda: len(sandbox.moves) == 1)
    assert (len(sandbox.moves), sandbox.speed) == (1, 0)
    live_up_to_now(worker, lambda: False)
    assert (len(sandbox.moves), sandbox.speed) == (4, 1)


def test_a_demonstration_in_the_present_is_left_alone(demonstration: Cast) -> None:
    sandbox = Sandbox(machine_clock() - MINUTE)
    worker = worker_at(sandbox)
    live_up_to_now(worker, lambda: False)
    assert (sandbox.moves, worker.approvals, Campaign.objects.get().approval) == ([], [], "automatic")


def test_a_workspace_of_work_is_left_alone(cast: Cast) -> None:
    sandbox = Sandbox(machine_clock() - 2 * DAY)
    live_up_to_now(worker_at(sandbox), lambda: False)
    assert sandbox.moves == []
