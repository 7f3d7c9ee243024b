"""A seller for tests: calls a sandbox in process, signed, by operation name."""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx

from sandbox.app import Sandbox, open_sandbox
from sandbox.operations import OPERATIONS
from sandbox.signing import sign

START = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)  # a Monday
SHOPS = ("GB:guidebook", "TH:guidebook", "US:us-2025")
URL = "http://sandbox.invalid"
HOUR, DAY, WEEK = 3_600, 86_400, 604_800
TABLE = {operation.name: operation for operation in OPERATIONS}


def small_sandbox(state: Path | None = None, *, seed: int = 7, shops: tuple[str, ...] = SHOPS) -> Sandbox:
    return open_sandbox(seed=seed, creators=2_000, state=state, shops=shops, start=START, clock="manual")


@dataclass
class Seller:
    """One shop's client; `call` returns the data and asserts success, `send` returns the whole answer."""

    sandbox: Sandbox
    region: str = "GB"
    known_products: list[dict[str, Any]] = field(default_factory=list)
    shop_turn: int = 0  # among the shops of the region

    def __post_init__(self) -> None:
        self.keys = self.sandbox.description
        shops = [shop for shop in self.keys["shops"] if shop["region"] == self.region]
        self.shop: dict[str, Any] = shops[self.shop_turn]
        self.token = self.shop["access_token"]
        self.wire = httpx.WSGITransport(app=self.sandbox.app)
        self.http = httpx.Client(transport=self.wire, base_url=URL)

    @property
    def now(self) -> int:
        clock = self.sandbox.desk.clock
        return clock.now(self.sandbox.desk.real_now())

    def request(
        self,
        method: str,
        path: str,
        query: list[tuple[str, str]] | None = None,
        body: Any = None,
        *,
        cipher: bool = True,
        token: str | None = "",
        raw: bytes | None = None,
        content_type: str = "application/json",
    ) -> httpx.Response:
        """Send one signed request; `raw` goes as it is in the place of a JSON body."""
        pairs = [*(query or []), ("app_key", self.keys["app_key"]), ("timestamp", str(self.now))]
        if cipher:
            pairs.append(("shop_cipher", self.shop["cipher"]))
        if raw is None:
            raw = b"" if body is None else json.dumps(body, ensure_ascii=False).encode()
        pairs.append(("sign", sign(self.keys["app_secret"], path, pairs, raw, content_type)))
        headers = {"content-type": content_type}
        if token is not None:
            headers["x-tts-access-token"] = token or self.token
        url = f"{URL}{path}?{urlencode(pairs)}"
        answer = self.wire.handle_request(httpx.Request(method, url, content=raw, headers=headers))
        answer.read()
        return answer

    def send(self, name: str, body: Any = None, *, query: dict[str, Any] | None = None, **path: str) -> dict[str, Any]:
        """Call an operation of the table and return its envelope."""
        row = TABLE[name]
        where = row.template.format(**{"version": row.versions[0], **path})
        pairs = [(key, str(value)) for key, value in (query or {}).items()]
        answer: dict[str, Any] = self.request(row.method, where, pairs, body, cipher=row.takes_cipher).json()
        return answer

    def call(self, name: str, body: Any = None, *, query: dict[str, Any] | None = None, **path: str) -> dict[str, Any]:
        answer = self.send(name, body, query=query, **path)
        assert answer["code"] == 0, answer
        data: dict[str, Any] = answer["data"]
        return data

    def control(self, method: str, path: str, body: Any = None, **query: Any) -> Any:
        headers = {"x-control-token": self.keys["control_token"]}
        answer = self.http.request(method, f"/control/{path}", json=body, params=query, headers=headers)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def advance(self, seconds: float) -> None:
        """Move the clock, and refresh the token when it has run out."""
        self.control("POST", "clock", {"advance_seconds": seconds})
        shops = {shop["id"]: shop for shop in self.control("GET", "shops")}
        self.shop = shops[self.shop["id"]]
        if self.shop["access_token_expire_in"] <= self.now:
            answer = self.http.get(
                "/api/v2/token/refresh",
                params={
                    "app_key": self.keys["app_key"],
                    "app_secret": self.keys["app_secret"],
                    "refresh_token": self.shop["refresh_token"],
                    "grant_type": "refresh_token",
                },
            )
            self.shop |= answer.json()["data"]
        self.token = self.shop["access_token"]

    def creators(self, count: int, **filters: Any) -> list[dict[str, Any]]:
        """Return creators of the marketplace in its order."""
        found: list[dict[str, Any]] = []
        token: dict[str, str] = {}
        while len(found) < count:
            page = self.call("search_creators_in_creator_marketplace", filters, query={"page_size": 20, **token})
            found += page["creators"]
            if not page["next_page_token"]:
                break
            token = {"page_token": page["next_page_token"]}
        return found[:count]

    def products(self) -> list[dict[str, Any]]:
        """Return the shop's products, which never change."""
        if not self.known_products:
            self.known_products = self.call("search_products", {}, query={"page_size": 100})["products"]
        return self.known_products

    def collaboration(self, creators: list[str], **changes: Any) -> dict[str, Any]:
        """Return the body of a collaboration with these creators."""
        return {
            "name": "Autumn launch",
            "message": "We would love to work with you.",
            "end_time": str(self.now + 60 * DAY),
            "products": [{"id": item["id"], "target_commission_rate": 1_500} for item in self.products()[:3]],
            "creator_user_open_ids": creators,
            "seller_contact_info": {"email": "hello@example.com"},
            "free_sample_rule": {"has_free_sample": True, "is_sample_approval_exempt": False},
        } | changes

    def invite(self, creators: list[str], **changes: Any) -> str:
        data = self.call("create_target_collaboration", self.collaboration(creators, **changes))
        return str(data["target_collaboration"]["id"])

    def conversation(self, creator: str) -> str:
        return str(self.call("get_or_create_creator_conversation", {"creator_open_id": creator})["conversation_id"])

    def write(self, conversation: str, text: str) -> dict[str, Any]:
        """Send a text and return the envelope."""
        body = {"msg_type": "TEXT", "content": json.dumps({"content": text})}
        return self.send("send_im_message", body, conversation_id=conversation)
