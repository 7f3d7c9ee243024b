"""Measured against a stranger's client of the same platform, generated from its documentation."""

import re
from typing import Any

from tiktok_shop_api.generated._meta import EVENT_TYPES, OPERATIONS

from rapport.platform_client import ENDPOINTS, EventName

OURS = {(row.method, re.sub(r"{\w+}", "{}", row.path)): row for row in ENDPOINTS.values()}
THEIRS = {(row["method"].upper(), re.sub(r"{\w+}", "{}", row["path"])): row for row in OPERATIONS}


def test_no_operation_of_an_affiliate_seller_is_missing() -> None:
    wanted = {place for place in THEIRS if place[1].startswith("/affiliate_seller/")}
    assert len(wanted) == 44
    assert wanted - OURS.keys() == set()


def test_every_operation_but_those_of_the_token_host_is_in_the_documentation() -> None:
    unknown = OURS.keys() - THEIRS.keys()
    assert unknown == {("GET", "/api/v2/token/get"), ("GET", "/api/v2/token/refresh")}


def test_both_send_the_shops_cipher_to_the_same_operations() -> None:
    def differ(place: tuple[str, str], theirs: dict[str, Any]) -> bool:
        return OURS[place].shop_scoped is not theirs["requiresShopCipher"]

    assert [place for place, row in THEIRS.items() if place in OURS and differ(place, row)] == []


def test_every_event_of_theirs_can_be_set() -> None:
    assert set(EVENT_TYPES.values()) - set(EventName) == set()
