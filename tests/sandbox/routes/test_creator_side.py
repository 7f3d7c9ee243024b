"""What an app may call with a creator's token."""

import importlib
from pathlib import Path
from typing import Any

import pytest
from tests.sandbox.seller import DAY, Seller
from tests.sandbox.story import SMALL

import sandbox
from sandbox.creator_calls import CreatorOperation
from sandbox.creator_operations import CREATOR_OPERATIONS

TABLE = {operation.name: operation for operation in CREATOR_OPERATIONS}
README = (Path(sandbox.__file__).parent / "README.md").read_text(encoding="utf-8")
EXEMPT = {"has_free_sample": True, "is_sample_approval_exempt": True}


class CreatorApp:
    """An app with one creator's token; each success is also read by a stranger's client, which refuses wrong types."""

    def __init__(self, seller: Seller, handle: str) -> None:
        self.seller = seller
        self.facts: dict[str, Any] = seller.control("GET", "creator", handle=handle)

    def send(self, name: str, body: Any = None, **query: Any) -> dict[str, Any]:
        row = TABLE[name]
        where, pairs = row.template.format(version=row.versions[0]), [(key, str(value)) for key, value in query.items()]
        token = self.facts["access_token"]
        answer = self.seller.request(row.method, where, pairs, body, cipher=False, token=token)
        found: dict[str, Any] = answer.json()
        return found

    def call(self, name: str, body: Any = None, **query: Any) -> dict[str, Any]:
        answer = self.send(name, body, **query)
        assert answer["code"] == 0, answer
        read_by_stranger(name, answer)
        data: dict[str, Any] = answer["data"]
        return data


def read_by_stranger(name: str, answer: dict[str, Any]) -> None:
    """Read an answer with the model of a published client and hold what it understood against the answer."""
    module = importlib.import_module(f"tiktok_shop_api.generated.models.{name}_response")
    model = getattr(module, "".join(part.capitalize() for part in name.split("_")) + "Response")
    assert model.from_dict(answer).to_dict() == answer


@pytest.fixture
def card(american: Seller) -> dict[str, Any]:
    return american.creators(1, **SMALL)[0]


@pytest.fixture
def creator(american: Seller, card: dict[str, Any]) -> CreatorApp:
    return CreatorApp(american, card["username"])


@pytest.mark.parametrize("operation", CREATOR_OPERATIONS, ids=lambda operation: str(operation.name))
def test_each_operation_stands_in_the_readme(operation: CreatorOperation) -> None:
    shown = operation.template.replace("{version}", operation.versions[0])
    assert f"| {operation.name} | {operation.method} {shown} |" in README


@pytest.mark.parametrize("operation", CREATOR_OPERATIONS, ids=lambda operation: str(operation.name))
def test_a_shops_token_opens_none_of_it(american: Seller, operation: CreatorOperation) -> None:
    path = operation.template.format(version=operation.versions[0])
    answer = american.request(operation.method, path, [], {}, cipher=False)
    assert (answer.status_code, answer.json()["code"]) == (403, 105001)


@pytest.mark.parametrize("name", ["get_conversation_list", "get_authorized_shops", "search_seller_affiliate_orders"])
def test_a_creators_token_opens_nothing_of_a_shop(american: Seller, creator: CreatorApp, name: str) -> None:
    american.token = creator.facts["access_token"]
    query = {} if name == "get_authorized_shops" else {"page_size": 10}
    assert american.send(name, {}, query=query)["code"] == 105001


def test_tokens_and_ciphers_are_checked_as_for_a_shop(american: Seller, creator: CreatorApp) -> None:
    path, token = "/affiliate_creator/202508/profiles", creator.facts["access_token"]
    assert american.request("GET", path, cipher=True, token=token).json()["code"] == 36009004
    assert american.request("GET", path, cipher=False, token=None).json()["code"] == 36009004
    assert american.request("GET", path, cipher=False, token="ROW_nobody").json()["code"] == 105001
    refresh = creator.facts["refresh_token"]
    assert american.request("GET", path, cipher=False, token=refresh).json()["code"] == 105001
    old_version = american.request("GET", "/affiliate_creator/202405/profiles", cipher=False, token=token)
    assert old_version.json()["code"] == 36009014
    american.advance(7 * DAY)
    assert creator.send("get_creator_profile")["code"] == 105002
    renewed = CreatorApp(american, creator.facts["handle"])
    assert renewed.call("get_creator_profile")["username"] == creator.facts["handle"]


def test_nobody_is_called_so(american: Seller) -> None:
    headers = {"x-control-token": american.keys["control_token"]}
    assert american.http.get("/control/creator?handle=nobody", headers=headers).status_code == 404
    assert american.http.get("/control/creator").status_code == 401


def test_the_profile(creator: CreatorApp, card: dict[str, Any]) -> None:
    profile = creator.call("get_creator_profile")
    assert (profile["username"], profile["selection_region"]) == (card["username"], "US")
    assert profile["creator_user_open_id"] == card["creator_open_id"]


def test_collaborations_as_the_creator_sees_them(american: Seller, creator: CreatorApp, card: dict[str, Any]) -> None:
    ids = [american.invite([card["creator_open_id"]], products=one) for one in offers(american, [1_500], [2_000])]
    shop = {"shop_id": american.shop["id"]}
    first = creator.call("search_creator_target_collaborations", shop, page_size=1)
    token = first["next_page_token"]
    second = creator.call("search_creator_target_collaborations", shop, page_size=1, page_token=token)
    shown = first["target_collaborations"] + second["target_collaborations"]
    assert sorted(item["id"] for item in shown) == sorted(ids)
    assert (first["total_count"], second["next_page_token"]) == (2, "")
    rates = {item["id"]: item["products"][0]["commission"]["rate"] for item in shown}
    assert rates == {ids[0]: 1_500, ids[1]: 2_000}
    american.call("remove_target_collaboration", target_collaboration_id=ids[0])
    assert [item["id"] for item in live(creator, shop)] == [ids[1]]
    by_id = {**shop, "keyword_type": "TARGET_COLLABORATIONS_ID", "keyword": ids[0]}
    assert [item["status"] for item in live(creator, by_id)] == ["DELETED"]
    by_name = {**shop, "keyword_type": "TARGET_COLLABORATIONS_NAME", "keyword": "no such"}
    assert live(creator, by_name) == []
    assert creator.send("search_creator_target_collaborations", {"shop_id": "1"}, page_size=1)["code"] == 98001004


def offers(seller: Seller, *rates: list[int]) -> list[list[dict[str, Any]]]:
    """Return products for one collaboration after the other, no product twice."""
    products = iter(seller.products())
    return [[{"id": next(products)["id"], "target_commission_rate": rate} for rate in group] for group in rates]


def live(creator: CreatorApp, body: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = creator.call("search_creator_target_collaborations", body, page_size=50)[
        "target_collaborations"
    ]
    return found


def test_adding_to_the_showcase_accepts_the_invitation(
    american: Seller, creator: CreatorApp, card: dict[str, Any]
) -> None:
    collaboration = american.invite([card["creator_open_id"]])
    wanted = [item["id"] for item in american.products()[:2]]
    assert creator.call("add_showcase_products", {"add_type": "PRODUCT_ID", "product_ids": wanted}) == {}
    shown = creator.call("get_showcase_products", origin="SHOWCASE", page_size=20)
    assert {item["id"] for item in shown["products"]} == set(wanted)
    assert {item["collaboration"]["id"] for item in shown["products"]} == {collaboration}
    assert {item["commission"]["rate"] for item in shown["products"]} == {1_500}
    detail = american.call("query_target_collaboration_detail", target_collaboration_id=collaboration)
    assert detail["target_collaboration"]["creators"][0]["showcase_product_count"] == 2
    assert creator.call("add_showcase_products", {"add_type": "PRODUCT_ID", "product_ids": wanted}) == {}


def test_by_a_link_and_what_was_not_offered(american: Seller, creator: CreatorApp, card: dict[str, Any]) -> None:
    american.invite([card["creator_open_id"]])
    offered, other = american.products()[0]["id"], american.products()[7]["id"]
    links = f"https://shop.example/view/product/{offered}?x=1,https://shop.example/view/product/{other}"
    data = creator.call("add_showcase_products", {"add_type": "PRODUCT_LINK", "product_link": links})
    assert [(error["code"], error["detail"]["product_id"]) for error in data["errors"]] == [(50001702, other)]
    shown = creator.call("get_showcase_products", origin="LIVE", page_size=1)
    assert ([item["id"] for item in shown["products"]], shown["total_count"]) == ([offered], 1)
    for body in ({"add_type": "PRODUCT_ID"}, {"add_type": "PRODUCT_ID", "product_ids": list(map(str, range(21)))}):
        assert creator.send("add_showcase_products", body)["code"] == 36009004


def test_the_showcase_in_pages(american: Seller, creator: CreatorApp, card: dict[str, Any]) -> None:
    american.invite([card["creator_open_id"]])
    wanted = [item["id"] for item in american.products()[:3]]
    creator.call("add_showcase_products", {"add_type": "PRODUCT_ID", "product_ids": wanted})
    first = creator.call("get_showcase_products", origin="SHOWCASE", page_size=2)
    rest = creator.call("get_showcase_products", origin="SHOWCASE", page_size=2, page_token=first["next_page_token"])
    assert {item["id"] for item in first["products"] + rest["products"]} == set(wanted)
    assert (len(rest["products"]), rest["next_page_token"]) == (1, "")


@pytest.fixture(scope="module")
def active(played: Seller) -> CreatorApp:
    """A creator of the eight weeks who was sent a sample, posted and sold."""
    rows = played.call("search_sample_applications", {"status": "COMPLETED"}, query={"page_size": 50})
    names = [row["creator"]["username"] for row in rows["sample_applications"]]
    orders = played.call("search_seller_affiliate_orders", {}, query={"page_size": 100})["orders"]
    sold = {sku["creator_username"] for order in orders for sku in order["skus"]}
    return CreatorApp(played, next(name for name in names if name in sold))


def test_sample_applications(played: Seller, active: CreatorApp) -> None:
    mine = active.call("search_creator_sample_applications", {})["sample_applications"]
    body = {"username": active.facts["handle"]}
    theirs = played.call("search_sample_applications", body, query={"page_size": 50})["sample_applications"]
    assert [(row["id"], row["status"], row["main_order_id"]) for row in mine] == [
        (row["id"], row["status"], row["order_id"]) for row in theirs
    ]
    done = next(row for row in mine if row["status"] == "COMPLETED")
    only = active.call("search_creator_sample_applications", {"application_statuses": ["COMPLETED"]})
    assert done["id"] in {row["id"] for row in only["sample_applications"]}
    wanted = {"product_id": done["sample_product"]["id"], "application_type": "FREE_SAMPLE"}
    for key in ("application_id", "main_order_id"):
        asked = {**wanted, key: done["id"] if key == "application_id" else done["main_order_id"]}
        shown = active.call("get_creator_sample_application_detail", asked)["sample_application"]
        assert (shown["id"], shown["type"]) == (done["id"], "FREE_SAMPLE")
    assert active.send("get_creator_sample_application_detail", wanted)["code"] == 36009004
    nobodys = {**wanted, "application_id": "1"}
    assert active.send("get_creator_sample_application_detail", nobodys)["code"] == 98001004


def test_fulfilments(active: CreatorApp) -> None:
    name = "creator_search_sample_application_fulfillments"
    found = active.call(name, {"fulfillment_statuses": ["SUCCEED"]})["fulfillments"]
    assert {row["status"] for row in found} == {"SUCCEED"}
    assert active.call(name, {"fulfillment_statuses": ["SUSPEND"]})["fulfillments"] == []
    later = active.call(name, {"fulfillment_statuses": []}, sort_field="create_time", sort_order="DESC")
    assert {row["application_id"] for row in found} <= {row["application_id"] for row in later["fulfillments"]}


def test_orders_are_those_of_the_creator(played: Seller) -> None:
    theirs = played.call("search_seller_affiliate_orders", {}, query={"page_size": 100})["orders"]
    handle, settled = next(
        (sku["creator_username"], order["id"])
        for order in theirs
        for sku in order["skus"]
        if sku["settlement_status"] == "SETTLED" and len(order["skus"]) == 1
    )
    mine = CreatorApp(played, handle).call("search_creator_affiliate_orders", {}, page_size=100)
    of_mine = {order["id"]: order for order in theirs if order["skus"][0]["creator_username"] == handle}
    shown = {order["id"]: order for order in mine["orders"]}
    assert of_mine.keys() <= shown.keys()
    assert mine["total_count"] == sum(len(order["skus"]) for order in mine["orders"])
    assert shown[settled]["status"] == "SETTLED"
    (line,), (sku,) = shown[settled]["skus"], of_mine[settled]["skus"]
    assert line["actual_commission"] == sku["actual_paid_commission"]
    assert line["estimated_commission"] == sku["estimated_paid_commission"]
    assert (line["commission_rate"], line["shop_name"]) == (int(sku["commission_rate"]), played.shop["name"])
    waiting = [order for order in mine["orders"] if order["status"] == "To-SETTLE"]
    assert all(
        "actual_commission" not in line for order in waiting for line in order["skus"] if len(order["skus"]) == 1
    )


def test_orders_in_pages_and_of_a_time(active: CreatorApp) -> None:
    whole = active.call("search_creator_affiliate_orders", {}, page_size=100)["orders"]
    first = active.call("search_creator_affiliate_orders", {}, page_size=1)
    assert first["orders"][0]["id"] == whole[0]["id"]
    middle = whole[0]["create_time"]
    newest = active.call("search_creator_affiliate_orders", {"create_time_ge": middle}, page_size=100)
    older = active.call("search_creator_affiliate_orders", {"create_time_lt": middle}, page_size=100)
    assert newest["total_count"] + older["total_count"] == sum(len(order["skus"]) for order in whole)


def test_reading_as_a_creator_changes_nothing(american: Seller, creator: CreatorApp, card: dict[str, Any]) -> None:
    american.invite([card["creator_open_id"]], free_sample_rule=EXEMPT)
    before = american.control("GET", "ledger", shop_id=american.shop["id"])
    creator.call("get_creator_profile")
    live(creator, {"shop_id": american.shop["id"]})
    creator.call("get_showcase_products", origin="SHOWCASE", page_size=20)
    assert american.control("GET", "ledger", shop_id=american.shop["id"]) == before
