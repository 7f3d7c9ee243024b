"""A shop's tokens kept fresh: renewed by themselves, and once, however many work with them."""

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final, Protocol

from rapport.platform_client.authorization import AuthorizationClient
from rapport.platform_client.errors import PlatformTrouble, Throttled, TransportTrouble
from rapport.platform_client.records.authorization import Tokens

AHEAD: Final = timedelta(minutes=10)


class TokenStore(Protocol):
    """
    Where a pair of tokens is kept for all who work with it: threads, processes, machines.

    Both tokens are new after a refresh, and whether the old refresh token still works is not documented. So one
    alone may refresh, and must have saved before the next may look: `alone` is a lock that all of them share.
    """

    def load(self) -> Tokens:
        """Return the newest pair."""
        ...

    def save(self, tokens: Tokens) -> None:
        """Keep a new pair in place of the old, for good before it returns; called by who is `alone`."""
        ...

    def alone(self) -> AbstractContextManager[object]:
        """Wait until nobody else refreshes, and keep others waiting until the end of the block."""
        ...


@dataclass(slots=True)
class TokensInMemory:
    """A store for the threads of one process; what it holds ends with it."""

    tokens: Tokens = field(repr=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def load(self) -> Tokens:
        return self.tokens

    def save(self, tokens: Tokens) -> None:
        self.tokens = tokens

    def alone(self) -> AbstractContextManager[object]:
        return self._lock


@dataclass(frozen=True, slots=True)
class TokenKeeper:
    """
    Gives the clients of a shop an access token that works; hand it in as `KeptAccess(cipher, keeper)`.

    A token is renewed when less than `ahead` of it is left, by the connection's clock, and when the platform
    says that it is too old.
    """

    store: TokenStore
    authorization: AuthorizationClient
    clock: Callable[[], datetime]
    ahead: timedelta = AHEAD

    def current(self) -> str:
        """
        Return a token that is good for a while.

        If it cannot be renewed for now, the one that still works is returned. Raises what
        `AuthorizationClient.refresh_tokens` raises if none works, and AuthorizationRefused in any case.
        """
        tokens = self.store.load()
        left = tokens.access_expires_at - self.clock()
        if left > self.ahead:
            return tokens.access_token
        try:
            return self.renewed(tokens.access_token)
        except (TransportTrouble, PlatformTrouble, Throttled):
            if left > timedelta(0):
                return tokens.access_token
            raise

    def renewed(self, refused: str) -> str:
        """Return another token than the one that was refused: renewed now, or by someone else meanwhile."""
        with self.store.alone():
            tokens = self.store.load()
            if tokens.access_token == refused:
                tokens = self.authorization.refresh_tokens(refresh_token=tokens.refresh_token)
                self.store.save(tokens)
        return tokens.access_token
