"""The sandbox's pages, clicked through by a person who plays a creator on a phone, and by the sandbox's owner."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest
from playwright.sync_api import FilePayload, Page, expect
from tests.browser.conftest import PATIENCE, Watched, free_port

import sandbox
from sandbox.signing import sign

pytestmark = pytest.mark.browser

SMALLEST_TARGET = 44


class Shop:
    """The British shop of a sandbox on a port: calls it, signed, as a client does."""

    def __init__(self, description: dict[str, Any]) -> None:
        self.keys = description
        self.home: str = description["base_url"]
        self.shop: dict[str, Any] = description["shops"][0]
        self.control = httpx.Client(base_url=self.home, headers={"x-control-token": description["control_token"]})

    @property
    def token(self) -> str:
        query = {"app_key": self.keys["app_key"], "app_secret": self.keys["app_secret"]}
        query |= {"grant_type": "authorized_code", "auth_code": f"demo-{self.shop['id']}"}
        answer = httpx.get(f"{self.home}/api/v2/token/get", params=query).json()
        return str(answer["data"]["access_token"])

    def call(self, method: str, path: str, body: Any = None, **query: str) -> dict[str, Any]:
        shown = self.control.get("/control/clock").json()["shown"]
        now = int(datetime.fromisoformat(shown).timestamp())
        pairs = [*query.items(), ("app_key", self.keys["app_key"]), ("timestamp", str(now))]
        pairs.append(("shop_cipher", self.shop["cipher"]))
        raw = b"" if body is None else json.dumps(body).encode()
        pairs.append(("sign", sign(self.keys["app_secret"], path, pairs, raw)))
        headers = {"content-type": "application/json", "x-tts-access-token": self.token}
        answer = httpx.request(method, f"{self.home}{path}?{urlencode(pairs)}", content=raw, headers=headers).json()
        assert answer["code"] == 0, answer
        data: dict[str, Any] = answer["data"]
        return data

    def invite(self, creator: str) -> str:
        """Invite a creator with two products at 15 %, samples included, and return the collaboration."""
        products = self.call("POST", "/product/202502/products/search", {"status": "ALL"}, page_size="2")["products"]
        body = {
            "name": "Autumn launch",
            "message": "We love your videos. Shall we?",
            "end_time": str(int(datetime(2027, 1, 31, tzinfo=UTC).timestamp())),
            "products": [{"id": item["id"], "target_commission_rate": 1_500} for item in products],
            "creator_user_open_ids": [creator],
            "seller_contact_info": {"email": "hello@example.com"},
            "free_sample_rule": {"has_free_sample": True, "is_sample_approval_exempt": False},
        }
        data = self.call("POST", "/affiliate_seller/202508/target_collaborations", body)
        return str(data["target_collaboration"]["id"])

    def first_creator(self) -> dict[str, Any]:
        found: dict[str, Any] = self.call(
            "POST", "/affiliate_seller/202608/marketplace_creators/search", {}, page_size="20"
        )["creators"][0]
        return found

    def messages(self) -> list[dict[str, Any]]:
        path = "/affiliate_seller/202412/conversation"
        (conversation,) = self.call("GET", f"{path}s", page_size="10")["conversations"]
        found: list[dict[str, Any]] = self.call("GET", f"{path}/{conversation['id']}/messages", page_size="20")[
            "messages"
        ]
        return [message["message_body"] for message in found]

    def samples(self) -> list[dict[str, Any]]:
        data = self.call("POST", "/affiliate_seller/202508/sample_applications/search", {}, page_size="20")
        found: list[dict[str, Any]] = data["sample_applications"]
        return found


@pytest.fixture(scope="module")
def shop() -> Iterator[Shop]:
    """A sandbox of its own process, whose clock stands until it is moved."""
    command = [sys.executable, "-m", "sandbox", "serve", "--port", str(free_port()), "--json", "--clock", "manual"]
    options = ["--creators", "400", "--shop", "GB:guidebook", "--start", "2026-11-02T09:00:00+00:00"]
    chosen = os.environ | {"PYTHONPATH": str(Path(sandbox.__file__).parents[1])}
    with subprocess.Popen(
        [*command, *options], stdout=subprocess.PIPE, text=True, env=chosen, start_new_session=True
    ) as process:
        assert process.stdout is not None
        found = Shop(json.loads(process.stdout.readline()))
        yield found
        found.control.close()
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=PATIENCE)


@pytest.fixture(scope="module")
def server(shop: Shop) -> str:
    """In the place of the console's address, so that the watched page looks at the sandbox."""
    return shop.home


def test_a_creator_from_invitation_to_earnings(watched: Watched, shop: Shop) -> None:
    page, creator = watched.page, shop.first_creator()
    page.set_viewport_size({"width": 390, "height": 844})
    collaboration = shop.invite(creator["creator_open_id"])
    take_over(page, creator["username"])
    accept(page)
    detail = shop.call("GET", f"/affiliate_seller/202508/target_collaborations/{collaboration}")
    assert detail["target_collaboration"]["showcase_creator_count"] == 1
    chat(page, shop)
    get_a_sample(page, shop)
    post(page)
    assert shop.samples()[0]["status"] == "COMPLETED"
    jump(page, shop, "1 week", times=3)
    earn(page, shop)
    assert watched.troubles == []


def looks_right(page: Page) -> None:
    """Nothing stands out to the side, and everything to press is large enough for a thumb, once the style is there."""
    page.wait_for_load_state("load")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    small = page.evaluate(
        """least => [...document.querySelectorAll("button, a, summary, input:not([type=hidden]), select, textarea")]
        .filter(item => item.offsetHeight && item.offsetHeight < least && item.type !== "checkbox")
        .map(item => item.outerHTML)""",
        SMALLEST_TARGET,
    )
    assert small == []


def tab(page: Page, name: str) -> None:
    page.locator("nav.tabs").get_by_role("link", name=name).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    looks_right(page)


def told(page: Page, text: str) -> None:
    expect(page.get_by_role("status")).to_have_text(text)


def take_over(page: Page, handle: str) -> None:
    page.goto("/creator/")
    looks_right(page)
    page.get_by_role("searchbox").fill(handle[:-1])
    page.get_by_role("button", name="Find").click()
    page.get_by_role("link", name=f"@{handle}").click()
    looks_right(page)
    page.get_by_role("button", name="Play this creator").click()
    told(page, "From now on you decide for them.")


def accept(page: Page) -> None:
    page.get_by_role("link", name="Autumn launch").click()
    looks_right(page)
    expect(page.get_by_role("checkbox")).to_have_count(2)
    page.get_by_role("checkbox").last.uncheck()
    page.get_by_role("button", name="Add to showcase").click()
    told(page, "Added to your showcase; the shop can see it.")


def chat(page: Page, shop: Shop) -> None:
    """A text, a picture (of this very page) and a product."""
    page.get_by_role("link", name="Chat with the shop").click()
    looks_right(page)
    page.get_by_role("textbox").fill("Thank you! When does it ship?")
    page.get_by_role("button", name="Send", exact=True).click()
    told(page, "Sent.")
    picture: FilePayload = {"name": "page.png", "mimeType": "image/png", "buffer": page.screenshot()}
    page.get_by_text("Picture or product").click()
    looks_right(page)
    page.locator("input[type=file]").set_input_files(picture)
    page.get_by_role("button", name="Send picture").click()
    expect(page.get_by_role("img", name="Picture")).to_be_visible()
    page.get_by_text("Picture or product").click()
    page.get_by_role("button", name="Send product").click()
    told(page, "Sent.")
    assert [message["type"] for message in shop.messages()] == ["PRODUCT_CARD", "IMAGE", "TEXT"]


def get_a_sample(page: Page, shop: Shop) -> None:
    tab(page, "Showcase")
    page.locator("a.card").click()
    looks_right(page)
    page.get_by_role("button", name="Ask for a sample").click()
    told(page, "Asked for a sample.")
    (sample,) = shop.samples()
    path = f"/affiliate_seller/202507/sample_applications/{sample['id']}/review"
    shop.call("POST", path, {"review_result": "APPROVE"})
    where = page.url
    jump(page, shop, "1 day", times=2)
    page.goto(where)
    page.get_by_role("button", name="I received the sample").click()
    told(page, "The sample is marked as received.")


def post(page: Page) -> None:
    page.get_by_role("button", name="Post a video").click()
    told(page, "The video is posted.")
    expect(page.get_by_text("Video #1")).to_be_visible()
    looks_right(page)


def jump(page: Page, shop: Shop, how_far: str, *, times: int) -> None:
    """Sign in as the owner where needed, and move the clock."""
    page.goto("/control/")
    looks_right(page)
    if page.get_by_label("Control token").count():
        page.get_by_label("Control token").fill(shop.keys["control_token"])
        page.get_by_role("button", name="Sign in").click()
    for _ in range(times):
        page.get_by_role("button", name=how_far).click()
        told(page, "The clock was moved.")
    looks_right(page)


def earn(page: Page, shop: Shop) -> None:
    """What the page says is what the seller's orders come to."""
    page.goto("/creator/")
    page.get_by_role("link", name="playing").click()
    tab(page, "Earnings")
    orders = shop.call("POST", "/affiliate_seller/202410/orders/search", {}, page_size="100")["orders"]
    assert orders
    expect(page.locator(".facts").get_by_text(str(len(orders)), exact=True)).to_be_visible()


def test_the_owner_sees_why_a_request_was_refused_and_reads_on_in_chinese(watched: Watched, shop: Shop) -> None:
    page = watched.page
    jump(page, shop, "1 hour", times=1)
    query = {"app_key": shop.keys["app_key"], "timestamp": "12", "sign": "0" * 64}
    assert httpx.get(f"{shop.home}/seller/202309/shops", params=query).json()["code"] == 36009004
    page.get_by_role("link", name="Requests").click()
    page.get_by_role("link", name="36009004").first.click()
    expect(page.locator(".checks .failed")).to_contain_text("Given 12, the sandbox's clock shows")
    expect(page.locator(".checks .unreached").first).to_contain_text("not reached")
    looks_right(page)
    page.get_by_role("link", name="简体中文").click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")
    expect(page.locator(".checks .failed")).to_contain_text("沙盒时间")
    assert watched.troubles == []
