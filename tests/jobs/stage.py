"""A platform that answers each operation as a test tells it to, and an errand that a worker would be on."""

import json
import re
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import httpx
from tests.cast import MEI, NOW, Cast
from tests.outreach.stage import writes

from rapport.collaborations.models import TargetCollaboration
from rapport.creators.models import Creator
from rapport.jobs.errand import Errand, Outside, machine_clock
from rapport.outreach.actions.messages import queue_message
from rapport.outreach.models import Invitation, Message
from rapport.outreach.rules.wording import Purpose
from rapport.platform_client import Patience
from rapport.platform_client.endpoints import ENDPOINTS
from rapport.shared.clock import ClockReading
from rapport.shops.models import Shop
from rapport.shops.queries.shops import shop as shop_by_id
from rapport.shops.rules.keys import shop_key
from rapport.work.models import Job
from rapport.work.queue import Lease

LENGTH = timedelta(minutes=2)
URL = "http://sandbox.invalid"
PATHS = {name: (one.method, re.compile(re.sub(r"\{\w+\}", "[^/]+", one.path) + "$")) for name, one in ENDPOINTS.items()}
QUOTA_USED_UP, REPLY_AWAITED, CONFLICT, INVALID, UNAVAILABLE = 16030002, 16030010, 16024022, 98001004, 50001701
CREATE, SEARCH = "collaborations.create", "collaborations.search"
OPEN, SEND, READ = "conversations.open", "conversations.send", "conversations.messages"
THROTTLED, EXPIRED, REVOKED, DAILY_CAP = 36009002, 105002, 105001, 45101004


@dataclass
class Platform:
    """The last thing told of an operation is said again and again; an operation nobody told of is not expected."""

    told: dict[str, deque[httpx.Response | httpx.TransportError]] = field(default_factory=lambda: defaultdict(deque))
    asked: list[str] = field(default_factory=list)
    requests: list[httpx.Request] = field(default_factory=list)
    meanwhile: dict[str, Callable[[], object]] = field(default_factory=dict)
    """What somebody does here while an operation is under way."""

    def says(self, operation: str, data: object = None, *, code: int = 0, status: int = 200) -> None:
        envelope = {"code": code, "message": "told", "request_id": "r", "data": data}
        self.told[operation].append(httpx.Response(status, json=envelope))

    def breaks(self, operation: str, error: type[httpx.TransportError]) -> None:
        self.told[operation].append(error("it broke"))

    def bodies(self, operation: str) -> list[Any]:
        """The JSON of each request for an operation."""
        pairs = zip(self.asked, self.requests, strict=True)
        return [json.loads(request.content) for asked, request in pairs if asked == operation]

    def outside(self) -> Outside:
        patience = Patience(sleep=lambda _: None, chance=lambda: 0.0)
        return Outside({URL: httpx.MockTransport(self._answer)}, patience)

    def _answer(self, request: httpx.Request) -> httpx.Response:
        operation = next(
            name
            for name, (method, path) in PATHS.items()
            if method == request.method and path.fullmatch(request.url.path)
        )
        self.asked.append(operation)
        self.requests.append(request)
        script = self.told[operation]
        assert script, f"{operation} was not expected"
        self.meanwhile.get(operation, lambda: None)()
        said = script.popleft() if len(script) > 1 else script[0]
        if isinstance(said, httpx.TransportError):
            raise said
        return httpx.Response(said.status_code, content=said.content)


def errand(shop: Shop, platform: Platform, *, now: datetime = NOW) -> Errand:
    """A wake-up of a shop in hand, at the shop's time `now`; an earlier one of the test has ended."""
    key = shop_key(shop.pk)
    Job.objects.filter(key=key, state=Job.State.LEASED).delete()
    until = machine_clock() + LENGTH
    held = Job.objects.create(
        name="test.wake", key=key, state=Job.State.LEASED, run_at=NOW, lease_token="ours", lease_until=until
    )
    lease = Lease(held.pk, held.name, key, "ours", LENGTH, until)
    return Errand(shop_by_id(shop.pk), now, ClockReading(machine_clock(), now, 0), lease, platform.outside())


def lose_lease(held: Errand) -> None:
    """Another worker has taken the job, and so much time has passed that this one must look."""
    Job.objects.filter(pk=held.lease.job_id).update(lease_token="theirs")
    held.lease.until = machine_clock()


def takes_everything(platform: Platform) -> None:
    """Whatever is sent, the platform takes it; every conversation is Anna's."""
    platform.says(CREATE, {"target_collaboration": {"id": "8601"}})
    platform.says(OPEN, {"conversation_id": "745", "creator_im_id": "im-anna"})
    platform.says(SEND, {"message_id": "m-1"})


def answered(cast: Cast, creator: Creator, text: str = "Of course!") -> Message:
    """The creator has written, and an answer waits to be sent."""
    writes(cast.uk, creator, "Is it vegan?", NOW - timedelta(hours=1))
    return queue_message(cast.uk, creator, Purpose.ANSWER, text, f"answer:{creator.pk}", by=MEI, now=NOW)


def fresh(message: Message) -> Message:
    return Message.objects.get(pk=message.pk)


def states() -> tuple[str, str, str]:
    """Of the collaboration, the invitation and its message, where there is one each."""
    invitation = Invitation.objects.get()
    return TargetCollaboration.objects.get().state, invitation.stage, invitation.messages.get().state


def talk(*messages: tuple[str, str, str, int]) -> dict[str, object]:
    """A conversation as the platform tells it: id, sender, text, seconds since nine o'clock; the newest first."""
    return {
        "messages": [
            {
                "message_body": {
                    "id": name,
                    "type": "TEXT",
                    "sender_id": sender,
                    "content": f'{{"content":"{text}"}}',
                    "create_time": int(NOW.timestamp()) + seconds,
                }
            }
            for name, sender, text, seconds in messages
        ]
    }
