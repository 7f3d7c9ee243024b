"""A platform that answers each address with what a test put there, and an errand of the worker that speaks to it."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import httpx
from tests.cast import NOW

from rapport.jobs.errand import Errand, Outside, machine_clock
from rapport.shared.clock import ClockReading
from rapport.shops.models import Shop
from rapport.shops.rules.keys import shop_key
from rapport.work.models import Job
from rapport.work.queue import Lease, claim, enqueue

Told = dict[str, object]
Answer = Told | Callable[[Told], Told]
"""The data of an answer, or what makes it of the question's body."""
URL = "http://sandbox.invalid"


@dataclass
class Platform:
    """Answers by the end of the address; what nobody put there has nothing to tell."""

    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[tuple[str, Told]] = field(default_factory=list)
    """Path and body of each question, in turn."""

    def handle(self, request: httpx.Request) -> httpx.Response:
        path, body = request.url.path, json.loads(request.content or b"{}")
        self.asked.append((path, body))
        answer = next((one for end, one in self.answers.items() if path.endswith(end)), {})
        data = answer(body) if callable(answer) else answer
        return httpx.Response(200, json={"code": 0, "message": "Success", "request_id": "1", "data": data})

    def told(self, end: str) -> list[Told]:
        """The bodies of the questions to one address."""
        return [body for path, body in self.asked if path.endswith(end)]

    def errand(self, shop: Shop, name: str, now: datetime = NOW) -> Errand:
        """One wake-up of a shop that a worker has claimed."""
        lease = held(name, shop)
        reading = ClockReading(machine_clock(), now, 0)
        return Errand(shop, now, reading, lease, Outside({URL: httpx.MockTransport(self.handle)}))


def held(name: str, shop: Shop) -> Lease:
    """The shop's one job; whatever it was woken for before has ended."""
    key = shop_key(shop.pk)
    Job.objects.filter(key=key).delete()
    enqueue(name, key)
    lease = claim(machine_clock(), timedelta(minutes=5))
    if lease is None:
        raise AssertionError("nothing was due")
    return lease


def seconds(moment: datetime) -> int:
    return int(moment.timestamp())
