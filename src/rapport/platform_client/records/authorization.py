"""Tokens, and the shops they open."""

from pydantic import Field

from rapport.platform_client.records.base import MaybeMoment, Moment, Record, named

_SELLER = 0


class Tokens(Record):
    """
    A pair of tokens, not shown in the repr.

    `user_type` is 0 for a seller, 1 for a creator, 3 for a partner; one does not work as another.
    """

    access_token: str = Field(repr=False)
    access_expires_at: Moment = Field(validation_alias="access_token_expire_in")
    refresh_token: str = Field(repr=False)
    refresh_expires_at: MaybeMoment = named("refresh_token_expire_in")
    open_id: str | None = None
    user_type: int | None = None
    seller_name: str = ""
    seller_region: str | None = named("seller_base_region")
    scopes: tuple[str, ...] = named("granted_scopes", default=())

    @property
    def is_sellers(self) -> bool:
        return self.user_type == _SELLER


class ActiveShop(Record):
    """A shop in business, by the id that AuthorizedShop has too."""

    id: str
    region: str = ""


class ActiveShops(Record):
    shops: tuple[ActiveShop, ...] = ()


class AuthorizedShop(Record):
    """A shop the token opens; its cipher goes with every call about it."""

    id: str
    name: str = ""
    region: str
    kind: str | None = named("seller_type")
    code: str | None = None
    cipher: str = Field(repr=False)


class AuthorizedShops(Record):
    shops: tuple[AuthorizedShop, ...] = ()
