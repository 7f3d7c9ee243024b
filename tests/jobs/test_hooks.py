"""The platform tells by itself: believed once, forged never, and whatever came astray is read as it is true now."""

import hashlib
import hmac
import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from django.test import Client
from pytest_django import Settings
from tests.cast import NOW, Cast
from tests.jobs.stage import READ, Platform, errand, talk
from tests.sandbox.seller import DAY, Seller, small_sandbox

from rapport.jobs.conversations import read_replies
from rapport.jobs.errand import Outside
from rapport.jobs.handlers import EVERY, HANDLERS
from rapport.jobs.hooks import REGISTERED, register_hooks
from rapport.jobs.worker import Worker
from rapport.outreach.models import Message
from rapport.shops.models import Connection, Hook, PlatformEvent, Shop
from rapport.shops.rules.hooks import SLOWED, WAKES
from rapport.work.models import Job, Schedule

LIST, SET = "webhooks.list", "webhooks.set"
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def told(cast: Cast, name: str = "n-1", *, type_: int = 33, at: datetime = NOW, message: str = "m-1") -> bytes:
    """What the platform says about Mei's British shop."""
    data = {"conversation_id": "talk-anna", "message_id": message, "order_id": "o-1", "return_id": "r-1"}
    event = {"type": type_, "tts_notification_id": name, "shop_id": cast.uk.platform_id, "data": data}
    return json.dumps({**event, "timestamp": int(at.timestamp())}).encode()


def knock(client: Client, cast: Cast, body: bytes, *, key: bytes = b"app-secret") -> int:
    """Post a body as the platform does, signed with a key; the status of the answer."""
    sign = hmac.new(key, b"6appkey" + body, hashlib.sha256).hexdigest()
    where = f"/hooks/tiktok/{cast.uk.connection_id}"
    return client.post(where, body, content_type="application/json", headers={"authorization": sign}).status_code


def waiting() -> list[str]:
    return list(Job.objects.filter(state="queued").order_by("pk").values_list("name", flat=True))


def test_an_event_is_kept_once_and_wakes_the_reader_once(cast: Cast, client: Client) -> None:
    assert [knock(client, cast, told(cast)) for _ in range(3)] == [200, 200, 200]
    event = PlatformEvent.objects.get()
    assert (event.key, event.type, event.shop, event.subject, event.at) == ("n-1", 33, cast.uk, "m-1", NOW)
    assert waiting() == ["outreach.read_replies"]
    assert Hook.objects.get().heard_at == NOW


def test_many_events_are_one_wake_up(cast: Cast, client: Client) -> None:
    for number in range(5):
        assert knock(client, cast, told(cast, f"n-{number}", message=f"m-{number}")) == 200
    assert (PlatformEvent.objects.count(), waiting()) == (5, ["outreach.read_replies"])


def test_a_forged_event_is_turned_away_and_nothing_is_kept_of_it(cast: Cast, client: Client) -> None:
    assert knock(client, cast, told(cast), key=b"guessed") == 401
    where = f"/hooks/tiktok/{cast.uk.connection_id}"
    assert client.post(where, told(cast), content_type="application/json").status_code == 401
    assert (PlatformEvent.objects.count(), Hook.objects.count(), waiting()) == (0, 0, [])


@pytest.mark.parametrize("at", [NOW - 25 * HOUR, NOW + 6 * MINUTE])
def test_what_is_too_old_or_ahead_of_time_is_turned_away(cast: Cast, client: Client, at: datetime) -> None:
    assert knock(client, cast, told(cast, at=at)) == 401
    assert PlatformEvent.objects.count() == 0


def test_a_late_one_still_wakes_and_harms_nothing(cast: Cast, client: Client) -> None:
    assert knock(client, cast, told(cast, at=NOW - 15 * HOUR)) == 200
    assert waiting() == ["outreach.read_replies"]


def test_an_event_about_a_shop_that_is_not_ours_wakes_nobody(cast: Cast, client: Client) -> None:
    Shop.objects.filter(pk=cast.uk.pk).update(platform_id="9999")
    assert knock(client, cast, told(cast)) == 200
    assert (PlatformEvent.objects.get().shop, waiting()) == (None, [])


def test_an_unknown_door_and_a_mere_look_find_nothing(cast: Cast, client: Client) -> None:
    assert client.post("/hooks/tiktok/999999").status_code == 404
    assert client.get(f"/hooks/tiktok/{cast.uk.connection_id}").status_code == 405


def test_sales_are_read_once_for_a_quarter_of_an_hour_s_orders(cast: Cast, client: Client) -> None:
    for number in range(3):
        knock(client, cast, told(cast, f"n-{number}", type_=1))
    job = Job.objects.get()
    assert (job.name, timedelta(minutes=14) < job.run_at - datetime.now(UTC)) == ("sales.pull", True)


def test_every_wake_up_that_an_event_asks_for_has_a_handler() -> None:
    assert {name for names in WAKES.values() for name in names} <= set(HANDLERS)
    assert set(SLOWED) <= set(EVERY)


def test_where_pushes_work_looking_is_due_seldom(cast: Cast, client: Client, platform: Platform) -> None:
    knock(client, cast, told(cast))
    Worker(platform.outside()).wake()
    due = {row.name: row.next_at - NOW for row in Schedule.objects.filter(key=f"shop:{cast.uk.pk}")}
    assert (due["outreach.read_replies"], due["samples.follow"]) == (6 * HOUR, EVERY["samples.follow"])
    other = {row.name: row.next_at - NOW for row in Schedule.objects.filter(key=f"shop:{cast.us.pk}")}
    assert other["outreach.read_replies"] == HOUR


def reads(cast: Cast, platform: Platform, *, after: timedelta) -> Hook:
    """A message of nine o'clock is read so long after, whoever told of it."""
    listed = {"conversation_id": "talk-anna", "creator_im_id": "im-anna", "username": "anna", "unread_count": 1}
    platform.says("conversations.list", {"conversations": [listed]})
    platform.says("conversations.mark_read", {})
    platform.says(READ, talk(("m-1", "im-anna", "Hi!", 0)))
    read_replies(errand(cast.uk, platform, now=NOW + after))
    return Hook.objects.get()


def test_what_no_event_told_of_makes_us_look_often_again(cast: Cast, client: Client, platform: Platform) -> None:
    knock(client, cast, told(cast, message="another"))
    assert reads(cast, platform, after=HOUR).missed_at == NOW + HOUR
    Worker(platform.outside()).wake()
    assert Schedule.objects.get(name="outreach.read_replies", key=f"shop:{cast.uk.pk}").next_at == NOW + HOUR


def test_what_an_event_told_of_was_not_missed(cast: Cast, client: Client, platform: Platform) -> None:
    knock(client, cast, told(cast))
    assert reads(cast, platform, after=HOUR).missed_at is None


def test_what_may_still_be_told_of_was_not_missed(cast: Cast, client: Client, platform: Platform) -> None:
    knock(client, cast, told(cast, message="another"))
    assert reads(cast, platform, after=2 * MINUTE).missed_at is None


def test_the_address_is_registered_where_it_is_not_yet(cast: Cast, platform: Platform, settings: Settings) -> None:
    settings.HOOKS_ADDRESS = "https://desk.example/"
    address = f"https://desk.example/hooks/tiktok/{cast.uk.connection_id}"
    platform.says(LIST, {"webhooks": [{"event_type": "NEW_MESSAGE_LISTENER", "address": address}]})
    platform.says(SET, {})
    register_hooks(errand(cast.uk, platform))
    assert {body["event_type"] for body in platform.bodies(SET)} == set(REGISTERED.values()) - {"NEW_MESSAGE_LISTENER"}
    assert {body["address"] for body in platform.bodies(SET)} == {address}
    assert set(Hook.objects.values_list("type", "address")) == {(one, address) for one in REGISTERED}


def test_without_a_public_address_nobody_is_asked_and_old_events_go(
    cast: Cast, client: Client, platform: Platform
) -> None:
    knock(client, cast, told(cast))
    register_hooks(errand(cast.uk, platform, now=NOW + timedelta(days=4)))
    assert (platform.asked, PlatformEvent.objects.count()) == ([], 0)


@pytest.mark.parametrize("fault", ["duplicate", "late", "reordered"])
def test_the_sandbox_s_events_however_astray_keep_each_message_once(cast: Cast, client: Client, fault: str) -> None:
    seller = Seller(small_sandbox(shops=("GB:guidebook",)))
    connected(cast, seller)
    where = f"http://testserver/hooks/tiktok/{cast.uk.connection_id}"
    seller.control("PUT", "webhooks", {"33": where})
    late = {"seconds": DAY / 4} if fault == "late" else {}
    seller.control("PUT", "faults", [{"operation": "webhook", "kind": fault, "chance": 0.5, **late}])
    outside = Outside({"http://sandbox.invalid": seller.wire})
    answers: list[int] = []
    for _ in range(28):
        seller.advance(DAY / 2)
        connected(cast, seller)
        answers += posted(seller, client)
        Job.objects.exclude(name="outreach.read_replies").delete()
        Worker(outside).work_once()
    said = {row["message_id"] for row in creators_words(seller)}
    kept = list(Message.objects.filter(state="received").values_list("platform_id", flat=True))
    assert set(answers) <= {200}
    assert len(kept) == len(set(kept))
    assert set(kept) == said
    assert len(said) > 1


def connected(cast: Cast, seller: Seller) -> None:
    """Mei's British shop is that of a sandbox, and lives in its time."""
    shown = datetime.fromtimestamp(seller.now, UTC)
    keys = {name: seller.keys[name] for name in ("app_key", "app_secret", "webhook_secret")}
    Connection.objects.update(**keys, clock_machine=NOW, clock_shown=shown, clock_speed=0)
    tokens = {"cipher": seller.shop["cipher"], "access_token": seller.token, "platform_id": seller.shop["id"]}
    Shop.objects.filter(pk=cast.uk.pk).update(**tokens)


def posted(seller: Seller, client: Client) -> list[int]:
    """The sandbox posts what is due; the answers it got."""
    answers = []

    def post(address: str, body: bytes, headers: Mapping[str, str]) -> int:
        path = address.removeprefix("http://testserver")
        given = {name: value for name, value in headers.items() if name != "content-type"}
        answers.append(client.post(path, body, content_type="application/json", headers=given).status_code)
        return answers[-1]

    seller.sandbox.deliver(post)
    return answers


def creators_words(seller: Seller) -> list[dict[str, str]]:
    told_of = seller.control("GET", "deliveries")
    return [one["body"]["data"] for one in told_of if one["body"]["type"] == 33]


def test_a_broken_network_is_no_matter_of_the_door(cast: Cast, client: Client) -> None:
    """The door calls nobody: it answers where every way out is cut."""

    def cut(_: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("cut")

    Worker(Outside({"http://sandbox.invalid": httpx.MockTransport(cut)})).wake()
    assert knock(client, cast, told(cast)) == 200
