"""What the client signs and authorises with; the secrets never show in a repr."""

from dataclasses import dataclass, field
from typing import Protocol


class TokenSource(Protocol):
    """Where the access token of each request comes from."""

    def current(self) -> str:
        """Return the token to send."""
        ...

    def renewed(self, refused: str) -> str | None:
        """Return another token than the one the platform called too old, None if there is none."""
        ...


@dataclass(frozen=True, slots=True)
class FixedToken:
    """The one token that the caller handed in."""

    access_token: str = field(repr=False)

    def current(self) -> str:
        return self.access_token

    def renewed(self, refused: str) -> None:
        """There is no other: TokenExpired goes to the caller."""


@dataclass(frozen=True, slots=True)
class AppCredentials:
    """Key and secret of the app registered in Partner Center."""

    key: str
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class ShopAccess:
    """The cipher that names a shop to the platform, and the access token its seller granted."""

    cipher: str = field(repr=False)
    access_token: str = field(repr=False)

    @property
    def tokens(self) -> TokenSource:
        return FixedToken(self.access_token)


@dataclass(frozen=True, slots=True)
class KeptAccess:
    """The cipher that names a shop to the platform, and where its tokens are kept fresh."""

    cipher: str = field(repr=False)
    tokens: TokenSource = field(repr=False)
