"""The client that gets tokens, and finds the shops they open."""

from collections.abc import Callable
from datetime import datetime

import httpx

from rapport.platform_client.connection import Connection
from rapport.platform_client.credentials import AppCredentials, FixedToken
from rapport.platform_client.endpoints import AUTHORIZATION_URL, PLATFORM_URL
from rapport.platform_client.patience import Patience
from rapport.platform_client.records.authorization import (
    ActiveShop,
    ActiveShops,
    AuthorizedShop,
    AuthorizedShops,
    Tokens,
)
from rapport.platform_client.requests import SignedRequests, TokenRequests
from rapport.platform_client.wire import Wire


class AuthorizationClient(Connection):
    """
    Speaks to the token host, and to the business host about authorization; a sandbox is both.

    Getting and refreshing are never repeated here: a code works once, and a refresh makes a new pair.
    """

    def __init__(
        self,
        *,
        app: AppCredentials,
        clock: Callable[[], datetime],
        base_url: str = PLATFORM_URL,
        authorization_url: str = AUTHORIZATION_URL,
        transport: httpx.BaseTransport | None = None,
        timeout_s: float = 20.0,
        patience: Patience | None = None,
    ) -> None:
        super().__init__(clock=clock, transport=transport, timeout_s=timeout_s, patience=patience)
        self._app = app
        self._base_url = base_url
        self._tokens = self._wire(TokenRequests(authorization_url, app))

    def get_tokens(self, *, auth_code: str) -> Tokens:
        """Exchange a fresh authorization code, good for 30 minutes; AuthorizationRefused after that."""
        query = {"auth_code": auth_code, "grant_type": "authorized_code"}
        return self._tokens.call("authorization.get_tokens", Tokens, query=query)

    def refresh_tokens(self, *, refresh_token: str) -> Tokens:
        """Return a new pair; keep both. AuthorizationRefused means that the seller must authorize again."""
        query = {"refresh_token": refresh_token, "grant_type": "refresh_token"}
        return self._tokens.call("authorization.refresh_tokens", Tokens, query=query)

    def shops(self, *, access_token: str) -> tuple[AuthorizedShop, ...]:
        """Return the shops this token opens, with their ciphers."""
        return self._signed(access_token).call("authorization.shops", AuthorizedShops).shops

    def active_shops(self, *, access_token: str) -> tuple[ActiveShop, ...]:
        """Return the seller's shops that are in business, whether or not this token opens them."""
        return self._signed(access_token).call("authorization.active_shops", ActiveShops).shops

    def _signed(self, access_token: str) -> Wire:
        return self._wire(SignedRequests(self._base_url, self._app, FixedToken(access_token), "", self._clock))
