"""Deliveries: after the fact, signed, tried again with growing pauses, astray when it is wished."""

from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
from tests.sandbox.conftest import Opener
from tests.sandbox.hooks.listener import Listener
from tests.sandbox.seller import DAY, HOUR, Seller

from sandbox.hooks.posting import post_by_http


@pytest.fixture
def listener(seller: Seller) -> Listener:
    """Somebody who hears what creators write to the British shop, and two weeks in which some do."""
    found = Listener(seller)
    found.register()
    seller.advance(14 * DAY)
    return found


def test_it_is_told_once(listener: Listener) -> None:
    first = listener.take()
    assert len(first) > 1
    assert [item["timestamp"] for item in first] == sorted(item["timestamp"] for item in first)
    assert listener.take() == []
    assert set(listener.states()) == {("taken", 1)}


def test_what_happened_before_the_registration_is_not_told(seller: Seller) -> None:
    listener = Listener(seller)
    seller.advance(14 * DAY)
    listener.register()
    assert listener.take() == []
    assert listener.states() == []


def test_what_happened_in_the_very_second_of_the_registration_is_not_told(seller: Seller, open_small: Opener) -> None:
    first = Listener(seller)
    first.register()
    seller.advance(14 * DAY)
    last = first.take()[-1]["timestamp"]
    other = Seller(open_small())
    other.advance(last - other.now)
    listener = Listener(other)
    listener.register()
    other.advance(0)
    assert listener.take() == []


def test_a_refusal_is_tried_again_after_growing_pauses_and_then_given_up(listener: Listener) -> None:
    listener.answers = [500] * 1_000
    count = len(listener.take())
    for pause in (120, 1_800, 3 * HOUR, 12 * HOUR):
        listener.seller.advance(pause - 1)
        assert not set(listener.take()[count:])
        assert [state for state, _ in listener.states()].count("given_up") == 0
        listener.seller.advance(1)
        assert len(listener.take()) >= count
    assert listener.states()[-count:] == [("given_up", 5)] * count


def test_a_listener_who_is_back_hears_it_later(listener: Listener) -> None:
    listener.answers = [0, 302]
    first = listener.take()
    listener.seller.advance(120)
    assert listener.take()[:2] == first[:2]


def test_nobody_is_told_who_went_away(listener: Listener) -> None:
    listener.seller.call("delete_webhook_for_an_event", {"event_type": "NEW_MESSAGE_LISTENER"})
    assert listener.take() == []
    assert {state for state, _ in listener.states()} == {"given_up"}


def test_the_shops_own_address_counts_before_the_apps(seller: Seller) -> None:
    listener = Listener(seller)
    seller.control("PUT", "webhooks", {"33": "https://app.example/"})
    listener.register(address="https://shop.example/")
    seller.advance(7 * DAY)
    listener.take()
    shops = dict(zip(listener.addresses, (item["shop_id"] for item in listener.heard), strict=True))
    assert shops["https://shop.example/"] == seller.shop["id"]
    assert shops["https://app.example/"] != seller.shop["id"]


def astray(listener: Listener, kind: str, **more: float) -> None:
    fault = {"operation": "webhook", "kind": kind, **more}
    listener.seller.control("PUT", "faults", [fault])
    listener.take()
    listener.seller.advance(14 * DAY)


def test_it_comes_twice(listener: Listener) -> None:
    astray(listener, "duplicate", times=1)
    ids = [item["tts_notification_id"] for item in listener.take()]
    assert len(ids) == len(set(ids)) + 1


def test_it_comes_late(listener: Listener) -> None:
    astray(listener, "late", seconds=6 * DAY)
    late = [item["timestamp"] for item in listener.take()]
    assert max(late) <= listener.seller.now - 6 * DAY
    listener.seller.control("POST", "clock", {"advance_seconds": 6 * DAY})
    assert min(item["timestamp"] for item in listener.take()) > max(late)


def test_it_comes_in_another_order(listener: Listener) -> None:
    astray(listener, "reordered")
    times = [item["timestamp"] for item in listener.take()]
    assert times != sorted(times)


def test_a_switch_by_chance_strikes_some(listener: Listener) -> None:
    astray(listener, "duplicate", chance=0.5)
    copies = [item["tts_notification_id"] for item in listener.take()]
    assert len(set(copies)) < len(copies) < 2 * len(set(copies))


def test_the_outbox_survives_a_restart(open_small: Opener, tmp_path: Path) -> None:
    state = tmp_path / "sandbox.db"
    first = open_small(state)
    listener = Listener(Seller(first))
    listener.register()
    listener.seller.advance(14 * DAY)
    first.close()
    again = Listener(Seller(open_small(state)))
    assert len(again.take()) > 1
    assert again.take() == []


def test_without_a_registration_nothing_is_kept(seller: Seller) -> None:
    seller.advance(14 * DAY)
    world = seller.sandbox.desk.world
    assert world.db.number("SELECT count(*) FROM deliveries") == 0
    assert not seller.sandbox.desk.bell.is_set() or seller.sandbox.deliver(Listener(seller)) == 0


class _Obliging(BaseHTTPRequestHandler):
    """Answers with the status that it is asked for."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["content-length"]))
        self.send_response(int(self.headers["authorization"]))
        self.send_header("location", "/elsewhere")
        self.end_headers()

    def log_message(self, *_arguments: object) -> None:
        """Stay quiet."""


def test_the_network_answers_with_a_status_or_none() -> None:
    with HTTPServer(("127.0.0.1", 0), _Obliging) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}/"
        for status in (204, 302, 401):
            assert post_by_http(url, b"{}", {"authorization": str(status)}) == status
        server.shutdown()
    assert post_by_http("http://127.0.0.1:1/", b"{}", {}) == 0
    assert post_by_http("http://[/", b"{}", {}) == 0
