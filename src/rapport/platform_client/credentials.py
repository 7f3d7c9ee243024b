"""What the client signs and authorises with; the secrets never show in a repr."""

from dataclasses import dataclass, field


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
