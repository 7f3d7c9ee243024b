"""The owner's pages: only with the control token, and what they change read back."""

import re

import pytest
from tests.sandbox.pages.person import Person
from tests.sandbox.seller import DAY, HOUR, WEEK, Seller

from sandbox.faults import FaultKind

PAGES = ["/control/", *(f"/control/pages/{name}" for name in ("creators", "orders", "requests", "requests/1"))]


@pytest.fixture
def owner(seller: Seller) -> Person:
    found = Person(seller.sandbox)
    found.get("/control/")
    answer = found.http.post("/control/pages/sign-in", data={"csrf": found.token(), "token": found.control_token})
    assert answer.headers["location"] == "/control/"
    found.get("/control/")
    return found


def act(owner: Person, form: str, **fields: str) -> str:
    """Send one of the first page's forms and return the page that comes of it."""
    owner.at = "/control/"
    answer = owner.http.post(f"/control/pages/{form}", data={"csrf": owner.token(), **fields})
    assert answer.status_code == 303
    return owner.get(answer.headers["location"])


@pytest.mark.parametrize("path", PAGES)
def test_without_the_token_there_is_only_the_form(seller: Seller, path: str) -> None:
    page = Person(seller.sandbox).get(path)
    assert "Enter the control token" in page
    assert "Cedar Lane" not in page


def test_a_wrong_token_opens_nothing(seller: Seller) -> None:
    stranger = Person(seller.sandbox)
    stranger.get("/control/")
    answer = stranger.http.post("/control/pages/sign-in", data={"csrf": stranger.token(), "token": "wrong"})
    assert "That is not the control token." in stranger.get(answer.headers["location"])
    assert "sandbox_owner" not in stranger.http.cookies


def test_the_cookie_is_not_the_token_and_reaches_only_the_controls(owner: Person) -> None:
    (cookie,) = [cookie for cookie in owner.http.cookies.jar if cookie.name == "sandbox_owner"]
    assert cookie.value != owner.control_token
    assert cookie.path == "/control/"
    assert owner.http.get("/control/clock").status_code == 401  # the interface wants its header


@pytest.mark.parametrize("form", ["clock", "faults", "sign-out"])
def test_forms_take_neither_strangers_nor_wrong_tokens(seller: Seller, owner: Person, form: str) -> None:
    fields = {"jump": "day", "act": "on", "operation": "*", "when": "before", "kind": "500", "times": "1"}
    owner.at = "/control/"
    stranger = Person(seller.sandbox)
    stranger.get("/control/")
    for sender, token in ((stranger, stranger.token()), (owner, "0" * 64)):
        answer = sender.http.post(f"/control/pages/{form}", data={"csrf": token, **fields})
        assert answer.headers["location"] == "/control/?no=strange_form"
    assert seller.control("GET", "clock")["version"] == 0
    assert seller.sandbox.desk.faults.listed() == []


@pytest.mark.parametrize(("jump", "seconds"), [("hour", HOUR), ("day", DAY), ("week", WEEK)])
def test_jumping_ahead(seller: Seller, owner: Person, jump: str, seconds: int) -> None:
    before = seller.now
    assert "The clock was moved." in act(owner, "clock", jump=jump)
    assert seller.now == before + seconds


def test_speed_and_pause(seller: Seller, owner: Person) -> None:
    act(owner, "clock", speed="3600")
    assert seller.control("GET", "clock")["speed"] == 3_600
    act(owner, "clock", speed="0")
    assert seller.control("GET", "clock")["speed"] == 0


@pytest.mark.parametrize("fields", [{"jump": "year"}, {"speed": "-1"}, {"speed": "fast"}, {}])
def test_what_is_no_move(seller: Seller, owner: Person, fields: dict[str, str]) -> None:
    assert "Time only goes ahead" in act(owner, "clock", **fields)
    assert seller.control("GET", "clock")["version"] == 0


def test_faults_on_and_off(seller: Seller, owner: Person) -> None:
    fault = {"act": "on", "operation": "get_active_shops", "when": "before", "kind": "500", "times": "2"}
    page = act(owner, "faults", **fault)
    assert "get_active_shops 500 internal error · before (nothing happened) · chance 100% · left: 2" in page
    assert seller.send("get_active_shops")["code"] == 36009003
    act(owner, "faults", **(fault | {"operation": "search_products", "kind": "429"}))
    assert [row.times for row in seller.sandbox.desk.faults.listed()] == [1, 2]
    assert "No fault is on" in act(owner, "faults", act="off")
    assert seller.send("get_active_shops")["code"] == 0


def test_a_fault_by_chance_stays_on_and_webhooks_have_their_own(seller: Seller, owner: Person) -> None:
    act(owner, "faults", act="on", operation="*", when="before", kind="503", times="", chance="25")
    act(owner, "faults", act="on", operation="webhook", when="before", kind="duplicate", times="1")
    listed = seller.sandbox.desk.faults.listed()
    assert {(row.operation, row.kind, row.times, row.chance) for row in listed} == {
        ("*", FaultKind.OVERLOADED, None, 0.25),
        ("webhook", FaultKind.DUPLICATE, 1, 1.0),
    }


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "429", "when": "after"},
        {"operation": "nothing"},
        {"kind": "teapot"},
        {"times": "many"},
        {"chance": "0"},
        {"chance": "101"},
        {"chance": "often"},
        {"operation": "webhook"},
        {"kind": "late"},
    ],
)
def test_what_is_no_fault(seller: Seller, owner: Person, changes: dict[str, str]) -> None:
    fault = {"act": "on", "operation": "*", "when": "before", "kind": "500", "times": "1"} | changes
    assert "There is no such fault" in act(owner, "faults", **fault)
    assert seller.sandbox.desk.faults.listed() == []


def test_creators_and_orders(seller: Seller, owner: Person, person: Person, accepted: str) -> None:
    assert "No orders yet" in owner.get("/control/pages/orders")
    person.get(f"showcase/{accepted}/{seller.products()[0]['id']}")
    person.send(act="post", format="VIDEO")
    seller.advance(20 * DAY)
    creators = owner.get("/control/pages/creators")
    assert re.search(rf"@{person.handle} {seller.shop['name']} a person 1 0 1 \d+", creators)
    orders = owner.get("/control/pages/orders")
    assert f"@{person.handle} {seller.products()[0]['title']}" in orders
    total = len(seller.call("search_seller_affiliate_orders", {}, query={"page_size": 100})["orders"])
    assert f"a person 1 0 1 {total}" in creators


def test_a_request_is_explained_step_by_step(seller: Seller, owner: Person) -> None:
    assert "No requests yet" in owner.get("/control/pages/requests")
    seller.call("get_active_shops")
    query = {"app_key": seller.keys["app_key"], "timestamp": str(seller.now), "sign": "f" * 64}
    seller.http.get("/seller/202309/shops", params=query, headers={"x-tts-access-token": seller.token})
    page = owner.get("/control/pages/requests")
    assert page.index("106001") < page.index("success")
    refused = owner.get("/control/pages/requests?only=refused")
    assert "Stopped at: Signature" in refused
    assert "success" not in refused
    shown = owner.get(owner.links("/control/pages/requests/")[0])
    assert f"Received {'f' * 64}, computed" in shown
    assert f"••••••••/seller/202309/shopsapp_key{seller.keys['app_key']}timestamp{seller.now}••••••••" in shown
    assert seller.keys["app_secret"] not in shown
    assert "Access token not reached" in shown
    assert "Newer requests have pushed this one out." in owner.get("/control/pages/requests/999", status=404)


def test_signing_out(owner: Person) -> None:
    act(owner, "sign-out")
    assert "Enter the control token" in owner.get("/control/")
