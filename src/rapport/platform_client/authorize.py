"""Sending a person to the platform to let us in, and reading what they come back with."""

import hmac
from collections.abc import Mapping
from enum import StrEnum
from typing import Final
from urllib.parse import urlencode

from rapport.platform_client.errors import AuthorizationRefused, Occasion, UnfitRequest

CREATOR_AUTHORIZE_URL: Final = "https://shop.tiktok.com/alliance/creator/auth"


class SellerAuthorizeUrl(StrEnum):
    """Where sellers of a market are asked; the wrong one does not know their account."""

    REST_OF_WORLD = "https://services.tiktokshop.com/open/authorize"
    US = "https://services.us.tiktokshop.com/open/authorize"


def seller_authorize_url(*, service_id: str, state: str, page: str = SellerAuthorizeUrl.REST_OF_WORLD) -> str:
    """
    Return the page on which a seller lets the app in; `page` may be a sandbox's.

    `service_id` and the address to come back to are fixed in Partner Center. `state` is a text of ours that
    nobody can guess: it comes back, and proves that this browser was sent by us.
    """
    return _with_query(page, "service_id", service_id, state)


def creator_authorize_url(*, app_key: str, state: str, page: str = CREATOR_AUTHORIZE_URL) -> str:
    """Return the page on which a creator lets the app in; the platform allows it app by app."""
    return _with_query(page, "app_key", app_key, state)


def returned_code(query: Mapping[str, str], *, state: str | None) -> str:
    """
    Return the authorization code from the query a browser came back with, good for 30 minutes and once.

    `state` is what we sent; None if the app was installed from the platform's own store, which sends none.
    Raises AuthorizationRefused if the person said no, or if the browser was not sent by us.
    """
    occasion = Occasion("authorization.return")
    if state is not None and not hmac.compare_digest(query.get("state", "").encode(), state.encode()):
        raise AuthorizationRefused("the state is not the one that was sent", occasion)
    code = query.get("code", "")
    if "error" in query or code in ("", "null"):
        raise AuthorizationRefused("the authorization was not given", occasion)
    return code


def _with_query(page: str, name: str, value: str, state: str) -> str:
    if not state:
        raise UnfitRequest("must not be empty", Occasion("authorization.authorize"), "state")
    return f"{page}?{urlencode({name: value, 'state': state})}"
