"""A shop's clients keep under the platform's limits together."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

import httpx
import pytest
from tests.platform_client.stage import ACCESS, APP, NOW, URL, Stage, clock

from rapport.platform_client import (
    CountsInMemory,
    CreatorSearch,
    DailyCapReached,
    Limits,
    Occasion,
    Pacing,
    Patience,
    PlatformClient,
    PlatformTrouble,
    Throttled,
)

LIMITS = Limits(requests_per_second=3, daily_search=5, daily_performance=6, daily_send=2)
QUOTA = {"data": {"quota_sum": "20"}}


@dataclass
class Watch:
    """Real time, as it passes for who sleeps."""

    at: float = 100.0
    slept: list[float] = field(default_factory=list)
    today: datetime = NOW

    def sleep(self, pause_s: float) -> None:
        self.slept.append(pause_s)
        self.at += pause_s

    def pacing(self, limits: Limits = LIMITS, counts: CountsInMemory | None = None) -> Pacing:
        return Pacing(
            limits,
            lambda: self.today,
            counts or CountsInMemory(),
            ticks=lambda: self.at,
            sleep=self.sleep,
        )


@pytest.fixture
def watch() -> Watch:
    return Watch()


def paced(stage: Stage, patience: Patience, pace: Pacing) -> PlatformClient:
    return PlatformClient(
        base_url=URL, app=APP, access=ACCESS, clock=clock, transport=stage.transport(), patience=patience, pace=pace
    )


def test_a_burst_goes_and_the_next_waits_for_its_second(watch: Watch) -> None:
    pace = watch.pacing()
    assert [pace.before("outreach.quota") for _ in range(4)] == [None] * 4
    assert watch.slept == [1.0]
    watch.at += 0.25
    pace.before("outreach.quota")
    pace.before("outreach.quota")
    assert watch.slept == [1.0]
    pace.before("outreach.quota")
    assert watch.slept == [1.0, 0.75]


def test_each_operation_has_a_pace_of_its_own(watch: Watch) -> None:
    pace = watch.pacing()
    for operation in ("outreach.quota", "samples.search"):
        for _ in range(3):
            pace.before(operation)
    assert watch.slept == []


def test_no_second_ever_holds_more_than_it_may(watch: Watch) -> None:
    pace, gone = watch.pacing(), []
    for number in range(40):
        pace.before("outreach.quota")
        gone.append(watch.at)
        watch.at += (number * 7 % 5) / 8
    assert all(later - first >= 1 for first, later in zip(gone, gone[3:], strict=False))


def test_the_fourth_of_three_at_once_waits_whoever_asks() -> None:
    slept: list[float] = []
    pace = Pacing(LIMITS, clock, ticks=lambda: 100.0, sleep=slept.append)
    with ThreadPoolExecutor(8) as workers:
        list(workers.map(lambda _: pace.before("outreach.quota"), range(8)))
    assert sorted(slept) == [1.0, 1.0, 1.0, 2.0, 2.0]


def test_a_wait_that_is_too_long_is_the_callers(watch: Watch) -> None:
    pace = Pacing(LIMITS, clock, ticks=lambda: watch.at, sleep=lambda _: None, longest_wait_s=1.5)
    reasons = [pace.before("outreach.quota") for _ in range(7)]
    assert reasons[:6] == [None] * 6
    assert isinstance(reasons[6], Throttled)
    assert reasons[6].retry_after_s == 2.0
    watch.at += 1
    assert pace.before("outreach.quota") is None


def test_what_the_platform_asks_for_holds_for_all(watch: Watch) -> None:
    pace = watch.pacing()
    pace.after("outreach.quota", Throttled("", Occasion("outreach.quota"), 4.0))
    pace.before("samples.search")
    assert watch.slept == []
    pace.before("outreach.quota")
    assert watch.slept == [4.0]


@pytest.mark.parametrize("outcome", [None, PlatformTrouble("", Occasion("x")), Throttled("", Occasion("x"))])
def test_what_asks_for_no_pause_holds_nothing(watch: Watch, outcome: object) -> None:
    pace = watch.pacing()
    pace.after("outreach.quota", outcome)
    pace.before("outreach.quota")
    assert watch.slept == []


def test_the_days_requests_are_counted_by_operation(watch: Watch) -> None:
    pace = watch.pacing()
    assert [pace.before("conversations.send") for _ in range(2)] == [None, None]
    refused = pace.before("conversations.send")
    assert isinstance(refused, DailyCapReached)
    assert str(refused) == "conversations.send: our own count of the day has reached 2"
    assert pace.before("creators.performance") is None
    watch.today = datetime(2026, 3, 3, tzinfo=UTC)
    assert pace.before("conversations.send") is None


def test_the_day_ends_at_midnight_in_utc(watch: Watch) -> None:
    counts = CountsInMemory()
    late = datetime.fromisoformat("2026-03-03T00:30:00+01:00")
    assert counts.count("conversations.send", date(2026, 3, 2)) == 1
    Pacing(LIMITS, lambda: late, counts).before("conversations.send")
    assert counts.count("conversations.send", date(2026, 3, 2)) == 3


def test_the_three_daily_limits_stand_at_their_operations() -> None:
    assert LIMITS.daily == {"creators.search": 5, "creators.performance": 6, "conversations.send": 2}


def test_a_request_beyond_the_day_is_not_sent(watch: Watch, stage: Stage, patience: Patience) -> None:
    client = paced(stage, patience, watch.pacing())
    stage.says({"message_id": "m"})
    client.conversations.send_text(conversation_id="745", text="Hi")
    client.conversations.send_text(conversation_id="745", text="Ho")
    with pytest.raises(DailyCapReached):
        client.conversations.send_text(conversation_id="745", text="He")
    assert len(stage.requests) == 2


def test_a_read_that_is_asked_again_counts_again(watch: Watch, stage: Stage, patience: Patience) -> None:
    counts = CountsInMemory()
    client = paced(stage, patience, watch.pacing(counts=counts))
    stage.says_raw(b"", 503)
    stage.says({"creators": []})
    client.creators.search(search=CreatorSearch())
    assert counts.count("creators.search", NOW.date()) == 3


def test_retry_after_is_kept_by_a_second_client_too(watch: Watch, stage: Stage, patience: Patience) -> None:
    pace = watch.pacing()
    one, other = paced(stage, patience, pace), paced(stage, patience, pace)
    stage.says(code=36009002, message="slow down", status=429, headers={"retry-after": "60"})
    with pytest.raises(Throttled):
        one.outreach.quota()
    with pytest.raises(Throttled) as raised:
        other.outreach.quota()
    assert raised.value.retry_after_s == 60
    assert (len(stage.requests), watch.slept) == (1, [])


def test_a_throttled_write_is_not_repeated(watch: Watch, stage: Stage, patience: Patience) -> None:
    client = paced(stage, patience, watch.pacing())
    stage.says(code=36009002, message="slow down", status=429, headers={"retry-after": "1"})
    with pytest.raises(Throttled):
        client.conversations.mark_read(conversation_ids=["745"])
    assert len(stage.requests) == 1


def test_a_client_without_a_pace_asks_at_once(client: PlatformClient, stage: Stage) -> None:
    stage.says(QUOTA)
    for _ in range(60):
        client.outreach.quota()
    assert (len(stage.requests), stage.pauses) == (60, [])


def test_a_broken_connection_teaches_nothing(watch: Watch, stage: Stage, patience: Patience) -> None:
    client = paced(stage, patience, watch.pacing())
    stage.breaks(httpx.ConnectError)
    stage.says(QUOTA)
    assert client.outreach.quota().total == 20
    assert watch.slept == []
