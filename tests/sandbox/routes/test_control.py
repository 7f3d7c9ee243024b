"""The control interface."""

from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from queue import Queue
from threading import Thread
from typing import Any

import pytest
from tests.sandbox.seller import DAY, HOUR, START, Seller


def raw(seller: Seller, method: str, path: str, body: Any = None, token: str | None = None) -> int:
    headers = {"x-control-token": token or seller.keys["control_token"]}
    return seller.http.request(method, f"/control/{path}", json=body, headers=headers).status_code


@pytest.mark.parametrize("path", ["clock", "shops", "quota", "messages", "ledger", "requests", "nowhere"])
def test_without_the_token_nothing_is_told(seller: Seller, path: str) -> None:
    assert seller.http.get(f"/control/{path}").status_code == 401
    assert raw(seller, "GET", path, token="wrong") == 401


def test_the_clock_is_moved(seller: Seller) -> None:
    before = seller.control("GET", "clock")
    assert (before["shown"], before["speed"], before["version"]) == (START.isoformat(), 0, 0)
    after = seller.control("POST", "clock", {"advance_seconds": HOUR})
    assert (after["shown"], after["version"]) == ((START + timedelta(hours=1)).isoformat(), 1)
    later = (START + timedelta(days=2)).isoformat()
    assert seller.control("POST", "clock", {"set": later})["shown"] == later
    running = seller.control("POST", "clock", {"speed": 1_000_000})
    assert datetime.fromisoformat(seller.control("GET", "clock")["shown"]) > datetime.fromisoformat(running["shown"])


@pytest.mark.parametrize(
    "body",
    [
        {"advance_seconds": -1},
        {"advance_seconds": "1"},
        {"set": "2020-01-01T00:00:00+00:00"},
        {"set": "2030-01-01T00:00:00"},
        {"set": "soon"},
        {"speed": -1},
        {},
        [],
    ],
)
def test_moves_that_are_refused(seller: Seller, body: Any) -> None:
    assert raw(seller, "POST", "clock", body) == 400
    assert seller.control("GET", "clock")["version"] == 0


class _Listener(BaseHTTPRequestHandler):
    """Puts what it is told into the server's queue."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        self.server.heard.put(body)  # type: ignore[attr-defined]
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_arguments: object) -> None:
        """Stay quiet."""


def test_listeners_are_woken_after_each_move(seller: Seller) -> None:
    with HTTPServer(("127.0.0.1", 0), _Listener) as server:
        server.heard = Queue()  # type: ignore[attr-defined]
        Thread(target=server.serve_forever, daemon=True).start()
        deaf = "http://127.0.0.1:1/"
        seller.control("PUT", "wake", {"urls": [deaf, f"http://127.0.0.1:{server.server_port}/wake"]})
        reading = seller.control("POST", "clock", {"advance_seconds": 5})
        heard = server.heard.get(timeout=5)  # type: ignore[attr-defined]
        server.shutdown()
    assert f'"shown": "{reading["shown"]}"' in heard.decode()


@pytest.mark.parametrize("body", [{"urls": "http://x"}, {"urls": ["file:///etc/passwd"]}, {}, {"urls": [1]}])
def test_addresses_that_are_none(seller: Seller, body: Any) -> None:
    assert raw(seller, "PUT", "wake", body) == 400


def test_the_shops(seller: Seller) -> None:
    shops = seller.control("GET", "shops")
    assert [(shop["region"], shop["pack"], shop["currency"], shop["timezone"]) for shop in shops] == [
        ("GB", "guidebook", "GBP", "Europe/London"),
        ("TH", "guidebook", "THB", "Asia/Bangkok"),
        ("US", "us-2025", "USD", "America/Los_Angeles"),
    ]
    assert shops == seller.keys["shops"]


def test_counts_are_of_one_shop(seller: Seller) -> None:
    for count in ("quota", "messages", "ledger"):
        assert raw(seller, "GET", f"{count}?shop_id=1") == 404
        assert raw(seller, "GET", count) == 404


def test_what_was_sent_twice(seller: Seller) -> None:
    creator = seller.creators(1)[0]["creator_open_id"]
    conversation = seller.conversation(creator)
    for text in ("Hello", "Hello", "Hello again"):
        seller.write(conversation, text)
    seller.invite([creator])
    counts = seller.control("GET", "messages", shop_id=seller.shop["id"])
    assert counts == {"sent": 3, "sent_twice": 1, "invitations": 1, "invited_twice": 0}
    seller.advance(7 * DAY)
    seller.write(conversation, "Hello")
    assert seller.control("GET", "messages", shop_id=seller.shop["id"])["sent_twice"] == 1


def test_the_ledger_of_a_time(played: Seller) -> None:
    shop = {"shop_id": played.shop["id"]}
    whole = played.control("GET", "ledger", **shop)
    middle = played.now - 20 * DAY
    parts = [
        played.control("GET", "ledger", **shop, until=middle),
        played.control("GET", "ledger", **shop, since=middle),
    ]
    assert whole["currency"] == "USD"
    for name in set(whole) - {"currency"}:
        assert parts[0][name] + parts[1][name] == whole[name] > 0


def test_the_last_requests(seller: Seller) -> None:
    seller.call("get_active_shops")
    seller.http.get("/nowhere")
    assert seller.control("GET", "requests")[-2:] == [
        {"operation": "get_active_shops", "code": 0, "time": seller.now},
        {"operation": "/nowhere", "code": 36009009, "time": seller.now},
    ]
    for _ in range(210):
        seller.call("get_active_shops")
    assert len(seller.control("GET", "requests")) == 200
