"""Cards and pictures go the way of words: claimed, sent, recorded; an unclear one is known again by what it shows."""

import httpx
import pytest
from tests.cast import MEI, NOW, Cast
from tests.jobs.stage import OPEN, READ, SEND, URL, Platform, errand, fresh, takes_everything
from tests.outreach.stage import quota, writes

from rapport.jobs.deliver import deliver
from rapport.jobs.errand import Errand, Outside
from rapport.jobs.pictures import fetch_pictures, is_outside
from rapport.outreach.actions.answering import Page, send_card, send_picture
from rapport.outreach.actions.receiving import SeenMessage, keep_messages
from rapport.outreach.models import Message, Picture, Thread
from rapport.outreach.queries.threads import next_intent
from rapport.outreach.rules.cards import Card, CardKind
from rapport.platform_client import OutcomeUnknown

UPLOAD = "conversations.upload_image"
GIF = b"GIF89a-picture"


def card(cast: Cast, kind: CardKind, subject: str) -> Message:
    thread = writes(cast.uk, cast.anna, "Hi!", NOW)
    page = Page(next_intent(thread))
    return send_card(cast.moonwell.pk, thread.pk, Card(kind, subject), page, by=MEI, now=NOW)


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        (CardKind.PRODUCT, '{"product_id":"1001"}'),
        (CardKind.COLLABORATION, '{"target_collaboration_id":"1001"}'),
        (CardKind.SAMPLE, '{"apply_id":"1001"}'),
    ],
)
def test_a_card_is_sent_as_the_platform_wants_it(cast: Cast, platform: Platform, kind: CardKind, content: str) -> None:
    made = card(cast, kind, "1001")
    takes_everything(platform)
    deliver(errand(cast.uk, platform))
    assert platform.bodies(SEND) == [{"msg_type": kind.value, "content": content}]
    assert (fresh(made).state, quota(cast.uk)) == ("sent", (20, 0, 1))


def test_a_card_whose_answer_was_lost_is_known_again_and_not_sent_twice(cast: Cast, platform: Platform) -> None:
    made = card(cast, CardKind.COLLABORATION, "8601")
    platform.breaks(SEND, httpx.ReadTimeout)
    with pytest.raises(OutcomeUnknown):
        deliver(errand(cast.uk, platform))
    body: dict[str, object] = {"id": "m-9", "type": "TARGET_COLLABORATION_CARD", "sender_id": "im-ours"}
    body |= {"content": '{"invitation_group_id": "8601"}', "create_time": int(NOW.timestamp())}
    platform.says(READ, {"messages": [{"message_body": body}]})
    deliver(errand(cast.uk, platform))
    assert (fresh(made).state, fresh(made).platform_id) == ("sent", "m-9")
    assert platform.asked.count(SEND) == 1


def test_a_picture_is_uploaded_then_sent(cast: Cast, platform: Platform) -> None:
    thread = writes(cast.uk, cast.anna, "Hi!", NOW)
    made = send_picture(cast.moonwell.pk, thread.pk, GIF, Page(next_intent(thread)), by=MEI, now=NOW)
    takes_everything(platform)
    platform.says(UPLOAD, {"url": "https://p.example/1.gif", "width": 3, "height": 4})
    deliver(errand(cast.uk, platform))
    assert [one for one in platform.asked if one != OPEN] == [UPLOAD, SEND]
    assert fresh(made).text == '{"url":"https://p.example/1.gif"}'
    assert Picture.objects.get().platform_url == "https://p.example/1.gif"


def came(cast: Cast, *urls: str) -> Thread:
    thread = writes(cast.uk, cast.anna, "Look!", NOW)
    for number, url in enumerate(urls):
        told = f'{{"url":"{url}"}}'
        keep_messages(thread, [SeenMessage(f"p-{number}", from_creator=True, content_type="IMAGE", text=told, at=NOW)])
    return thread


def on_errand(cast: Cast, platform: Platform, answer: httpx.Response) -> Errand:
    """An errand for which every picture's address answers so."""
    made = errand(cast.uk, platform)
    wire = httpx.MockTransport(lambda _: answer)
    return Errand(made.shop, made.now, made.reading, made.lease, Outside({URL: wire, "https://p.example": wire}))


def test_a_picture_that_came_is_kept_here(cast: Cast, platform: Platform) -> None:
    came(cast, "https://p.example/1.gif")
    fetch_pictures(on_errand(cast, platform, httpx.Response(200, content=GIF)))
    kept = Picture.objects.get()
    assert (bytes(kept.content), kept.media_type) == (GIF, "image/gif")


@pytest.mark.parametrize(
    "answer",
    [
        httpx.Response(404),
        httpx.Response(302, headers={"location": "http://10.0.0.1/"}),
        httpx.Response(200, content=b"<html>"),
    ],
)
def test_what_cannot_be_had_is_not_asked_for_again(cast: Cast, platform: Platform, answer: httpx.Response) -> None:
    came(cast, "https://p.example/1.gif")
    fetch_pictures(on_errand(cast, platform, answer))
    assert (Picture.objects.get().media_type, Picture.objects.exclude(media_type="").count()) == ("", 0)


@pytest.mark.parametrize(
    ("url", "outside"),
    [
        ("https://p16.tiktokcdn.com/1.gif", True),
        (f"{URL}/images/1.gif", True),
        ("http://p16.tiktokcdn.com/1.gif", False),
        ("https://127.0.0.1/1.gif", False),
        ("https://[::1]/1.gif", False),
        ("https://localhost/1.gif", False),
        ("file:///etc/passwd", False),
    ],
)
def test_a_message_cannot_make_us_ask_our_own_network(url: str, outside: bool) -> None:  # noqa: FBT001 - a table
    assert is_outside(url, URL) is outside
