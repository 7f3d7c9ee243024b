"""Who calls: a program with a token, or a page of the signed-in console."""

from datetime import UTC, datetime
from typing import cast

from django.http import HttpRequest
from ninja.security import HttpBearer, SessionAuth

from rapport.shops.actions.tokens import digest_of
from rapport.shops.models import User
from rapport.shops.queries.seats import seat_of, seat_of_token
from rapport.shops.rules.roles import Seat


class ByToken(HttpBearer):
    """`Authorization: Bearer …`."""

    def authenticate(self, request: HttpRequest, token: str) -> Seat | None:  # noqa: ARG002 - the base class's signature
        return seat_of_token(digest_of(token))


class BySession(SessionAuth):
    """The console's session, guarded against forged requests by Django's token."""

    def authenticate(self, request: HttpRequest, key: str | None) -> Seat | None:  # noqa: ARG002
        return seat_of(request.user) if isinstance(request.user, User) else None


def seat(request: HttpRequest) -> Seat:
    """The caller's seat, as one of the two found it."""
    return cast(Seat, getattr(request, "auth"))  # noqa: B009 - set by the framework, unknown to Django's types


def machine_clock() -> datetime:
    """The one place of this door that reads the machine's clock."""
    return datetime.now(UTC)
