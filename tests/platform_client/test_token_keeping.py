"""Tokens renewed by themselves, once, whoever meets."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Barrier, Lock
from typing import Any

import httpx
import pytest
from tests.platform_client.stage import ACCESS, APP, NOW, URL, Stage, clock

from rapport.platform_client import (
    AuthorizationClient,
    AuthorizationRefused,
    KeptAccess,
    OutcomeUnknown,
    Patience,
    PlatformClient,
    TokenExpired,
    TokenKeeper,
    Tokens,
    TokensInMemory,
)

OLD = Tokens(
    access_token="ROW_old",
    access_expires_at=NOW + timedelta(days=7),
    refresh_token="ROW_refresh-1",
    user_type=0,
)
FRESH = {
    "access_token": "ROW_fresh",
    "access_token_expire_in": int((NOW + timedelta(days=7)).timestamp()),
    "refresh_token": "ROW_refresh-2",
    "user_type": 0,
}
QUOTA = {"data": {"quota_sum": "20"}}


def pair(**changes: Any) -> Tokens:
    return OLD.model_copy(update=changes)


@pytest.fixture
def store() -> TokensInMemory:
    return TokensInMemory(OLD)


@pytest.fixture
def keeper(store: TokensInMemory, authorization: AuthorizationClient) -> TokenKeeper:
    return TokenKeeper(store, authorization, clock)


@pytest.fixture
def kept(keeper: TokenKeeper, stage: Stage, patience: Patience) -> PlatformClient:
    return PlatformClient(
        base_url=URL,
        app=APP,
        access=KeptAccess(ACCESS.cipher, keeper),
        clock=clock,
        transport=stage.transport(),
        patience=patience,
    )


def sent_tokens(stage: Stage) -> list[str]:
    return [request.headers.get("x-tts-access-token", "") for request in stage.requests]


def test_a_good_token_is_used_as_it_is(kept: PlatformClient, stage: Stage) -> None:
    stage.says(QUOTA)
    assert kept.outreach.quota().total == 20
    assert sent_tokens(stage) == ["ROW_old"]


def test_a_token_that_ends_soon_is_renewed_before_the_call(
    kept: PlatformClient, stage: Stage, store: TokensInMemory
) -> None:
    store.tokens = pair(access_expires_at=NOW + timedelta(minutes=10))
    stage.says(FRESH)
    stage.says(QUOTA)
    kept.outreach.quota()
    assert stage.asked[0] == "GET /api/v2/token/refresh"
    assert stage.requests[0].url.params["refresh_token"] == "ROW_refresh-1"
    assert sent_tokens(stage) == ["", "ROW_fresh"]
    assert (store.tokens.access_token, store.tokens.refresh_token) == ("ROW_fresh", "ROW_refresh-2")


def test_a_call_refused_for_its_token_is_made_again_with_a_new_one_a_write_too(
    kept: PlatformClient, stage: Stage
) -> None:
    stage.says(code=105002, message="expired", status=401)
    stage.says(FRESH)
    stage.says({"message_id": "m2"})
    assert kept.conversations.send_text(conversation_id="745", text="Hi").id == "m2"
    assert sent_tokens(stage) == ["ROW_old", "", "ROW_fresh"]


def test_a_new_token_that_is_refused_too_is_the_end_of_it(kept: PlatformClient, stage: Stage) -> None:
    stage.says(code=105002, message="expired")
    stage.says(FRESH)
    stage.says(code=105002, message="expired")
    with pytest.raises(TokenExpired):
        kept.outreach.quota()
    assert len(stage.requests) == 3


def test_a_token_that_cannot_be_renewed_for_now_serves_while_it_lives(
    kept: PlatformClient, stage: Stage, store: TokensInMemory
) -> None:
    store.tokens = pair(access_expires_at=NOW + timedelta(minutes=1))
    stage.says_raw(b"", 503)
    stage.says(QUOTA)
    assert kept.outreach.quota().total == 20
    assert sent_tokens(stage) == ["", "ROW_old"]
    assert store.tokens.refresh_token == "ROW_refresh-1"


def test_a_dead_token_that_cannot_be_renewed_stops_the_call(
    kept: PlatformClient, stage: Stage, store: TokensInMemory
) -> None:
    store.tokens = pair(access_expires_at=NOW)
    stage.says_raw(b"", 503)
    with pytest.raises(OutcomeUnknown) as raised:
        kept.outreach.quota()
    assert raised.value.operation == "authorization.refresh_tokens"


def test_a_seller_who_went_away_is_told_at_once(kept: PlatformClient, stage: Stage, store: TokensInMemory) -> None:
    store.tokens = pair(access_expires_at=NOW + timedelta(minutes=1))
    stage.says(code=36004005, message="authorize again")
    with pytest.raises(AuthorizationRefused):
        kept.outreach.quota()


def test_who_comes_second_takes_what_the_first_has_fetched(
    keeper: TokenKeeper, stage: Stage, store: TokensInMemory
) -> None:
    store.tokens = pair(access_token="ROW_of-another")
    assert keeper.renewed("ROW_old") == "ROW_of-another"
    assert not stage.requests


@dataclass
class Platform:
    """Knows one refresh token at a time, each good for once, and takes its time."""

    together: Barrier
    refresh_token: str = "ROW_refresh-1"
    refreshed: int = 0
    lock: Lock = field(default_factory=Lock)

    def answer(self, request: httpx.Request) -> httpx.Response:
        if request.url.path == "/api/v2/token/refresh":
            return self.refresh(request.url.params["refresh_token"])
        if request.headers["x-tts-access-token"] == "ROW_old":
            self.together.wait(timeout=10)
            return httpx.Response(401, json={"code": 105002, "message": "expired"})
        return httpx.Response(200, json={"code": 0, "data": QUOTA})

    def refresh(self, refresh_token: str) -> httpx.Response:
        with self.lock:
            self.refreshed += 1
            if refresh_token != self.refresh_token:
                return httpx.Response(200, json={"code": 36004005, "message": "authorize again"})
            self.refresh_token = str(FRESH["refresh_token"])
        return httpx.Response(200, json={"code": 0, "data": FRESH})


def test_eight_workers_who_meet_refresh_once() -> None:
    platform = Platform(Barrier(8))
    door = httpx.MockTransport(platform.answer)
    authorization = AuthorizationClient(app=APP, clock=clock, transport=door)
    keeper = TokenKeeper(TokensInMemory(OLD), authorization, clock)

    def work(_: int) -> int | None:
        access = KeptAccess(ACCESS.cipher, keeper)
        return PlatformClient(base_url=URL, app=APP, access=access, clock=clock, transport=door).outreach.quota().total

    with ThreadPoolExecutor(8) as workers:
        assert list(workers.map(work, range(8))) == [20] * 8
    assert platform.refreshed == 1


class Ledger:
    """A store as a database would be: it counts who is alone, and tells when a pair was kept."""

    def __init__(self) -> None:
        self.tokens, self.story = OLD, list[str]()

    def load(self) -> Tokens:
        self.story.append("load")
        return self.tokens

    def save(self, tokens: Tokens) -> None:
        self.story.append("save")
        self.tokens = tokens

    @contextmanager
    def alone(self) -> Iterator[None]:
        self.story.append("alone")
        yield
        self.story.append("done")


def test_a_store_is_asked_again_by_who_is_alone_and_saved_before_others_look(
    authorization: AuthorizationClient, stage: Stage
) -> None:
    stage.says(FRESH)
    ledger = Ledger()
    assert TokenKeeper(ledger, authorization, clock).renewed("ROW_old") == "ROW_fresh"
    assert ledger.story == ["alone", "load", "save", "done"]


def test_no_token_is_shown_by_who_keeps_it(store: TokensInMemory, keeper: TokenKeeper, kept: PlatformClient) -> None:
    shown = repr(store) + repr(KeptAccess(ACCESS.cipher, keeper)) + repr(keeper) + repr(kept.outreach)
    assert not any(secret in shown for secret in (OLD.access_token, OLD.refresh_token, ACCESS.cipher, APP.secret))


def test_the_time_is_the_connections(authorization: AuthorizationClient, store: TokensInMemory, stage: Stage) -> None:
    def a_week_on() -> datetime:
        return NOW + timedelta(days=7)

    stage.says(FRESH)
    assert TokenKeeper(store, authorization, a_week_on).current() == "ROW_fresh"
