"""Request limits, when they are switched on."""

from typing import Any

import pytest
from tests.sandbox.seller import DAY, Seller


def limit(seller: Seller, second: int | None = None, day: int | None = None) -> None:
    wanted = {"per_second": second, "per_day": day}
    assert seller.control("PUT", "limits", wanted) == seller.control("GET", "limits") == wanted


def search(seller: Seller) -> int:
    code: int = seller.send("search_creators_in_creator_marketplace", {}, query={"page_size": 12})["code"]
    return code


@pytest.fixture
def real(seller: Seller, monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The machine's time, which stands still and is moved by hand."""
    moment = [1_000_000.0]
    monkeypatch.setattr(seller.sandbox.desk, "real_now", lambda: moment[0])
    return moment


def test_the_limit_of_a_second_is_each_shops_and_operations_own(
    seller: Seller, american: Seller, real: list[float]
) -> None:
    limit(seller, second=2)
    assert [search(seller) for _ in range(3)] == [0, 0, 36009002]
    assert search(american) == 0
    assert seller.send("get_active_shops")["code"] == 0
    real[0] += 1
    assert search(seller) == 0


def test_a_refusal_says_when_to_come_back(seller: Seller, real: list[float]) -> None:
    limit(seller, second=1)
    answers = [seller.request("GET", "/seller/202309/shops", cipher=False) for _ in range(2)]
    assert [(answer.status_code, answer.headers.get("retry-after")) for answer in answers] == [(200, None), (429, "1")]


def test_the_limit_of_a_day_ends_with_the_simulated_day(seller: Seller) -> None:
    limit(seller, day=2)
    assert [search(seller) for _ in range(3)] == [0, 0, 45101004]
    assert [seller.send("get_active_shops")["code"] for _ in range(3)] == [0, 0, 0]
    seller.advance(DAY)
    assert search(seller) == 0


def test_a_limit_is_switched_off(seller: Seller) -> None:
    limit(seller, day=1)
    limit(seller)
    assert [search(seller) for _ in range(3)] == [0, 0, 0]


@pytest.mark.parametrize("body", [{}, [], {"per_second": 0, "per_day": None}, {"per_second": "1", "per_day": 1}])
def test_what_is_no_limit(seller: Seller, body: Any) -> None:
    headers = {"x-control-token": seller.keys["control_token"]}
    assert seller.http.put("/control/limits", json=body, headers=headers).status_code == 400
