"""Meta's webhooks and the unsubscribing link: no sign-in, but a signature; told twice, they change nothing."""

import hashlib
import hmac
import json

import pytest
from django.test import Client
from tests.cast import MEI, NOW, Cast
from tests.outreach.channels.stage import meta, reachable, state_of

from rapport.creators.models import CreatorContact
from rapport.creators.rules.contact_points import ContactKind
from rapport.outreach.actions.channel_events import leave_to_a_person, name_stranger
from rapport.outreach.actions.reaching import Words, queue_on_channel, stop_token
from rapport.outreach.channels.channel import Channel
from rapport.outreach.models import ChannelAccount, Envelope, Message, OptOut, StrayMessage, Thread

AT = int(NOW.timestamp())


def told(client: Client, account: ChannelAccount, body: object, *, signed_with: str = "app-secret") -> int:
    """A webhook as Meta posts it; the status it is answered with."""
    raw = json.dumps(body).encode()
    signature = "sha256=" + hmac.new(signed_with.encode(), raw, hashlib.sha256).hexdigest()
    where = f"/hooks/meta/{account.hook}/"
    answer = client.post(where, raw, content_type="application/json", headers={"x-hub-signature-256": signature})
    return answer.status_code


def whatsapp(**value: object) -> object:
    """A webhook of Mei's number."""
    inside = {"messaging_product": "whatsapp", "metadata": {"phone_number_id": "1055"}, **value}
    changes = [{"field": "messages", "value": inside}]
    return {"object": "whatsapp_business_account", "entry": [{"id": "0", "changes": changes}]}


def wrote(text: str, *, name: str = "wamid.in1", sender: str = "447700900123") -> object:
    message = {"from": sender, "id": name, "timestamp": str(AT), "type": "text", "text": {"body": text}}
    return whatsapp(contacts=[{"wa_id": sender, "profile": {"name": "Anna C"}}], messages=[message])


def became(state: str, **more: object) -> object:
    status = {"id": "wamid.9", "status": state, "timestamp": str(AT + 60), "recipient_id": "447700900123"}
    return whatsapp(statuses=[{**status, **more}])


def talk(channel: str, **message: object) -> object:
    """A message event of Instagram or Messenger, from the creator unless it is an echo."""
    ids = ({"id": "17"}, {"id": "9001"})
    sender, recipient = ids if message.get("is_echo") else reversed(ids)
    event = {"sender": sender, "recipient": recipient, "timestamp": AT * 1000, "message": message}
    return {"object": channel, "entry": [{"id": "17", "time": AT * 1000, "messaging": [event]}]}


@pytest.fixture
def number(cast: Cast) -> ChannelAccount:
    reachable(cast.anna, ContactKind.WHATSAPP, "447700900123")
    return meta(cast.uk, Channel.WHATSAPP)


@pytest.fixture
def sent(cast: Cast, number: ChannelAccount) -> Message:
    """A WhatsApp message whose worker died while it was being sent."""
    words = Words(template="invite_v1|en")
    made = queue_on_channel(cast.uk, cast.anna, Channel.WHATSAPP, words, "channel:w:1", by=MEI, now=NOW)
    Message.objects.filter(pk=made.pk).update(state="sending", claimed_at=NOW)
    leave_to_a_person(made.pk)
    return made


def test_meta_verifies_the_address(client: Client, number: ChannelAccount) -> None:
    asked = {"hub.mode": "subscribe", "hub.verify_token": "verify-me", "hub.challenge": "1158201444"}
    answer = client.get(f"/hooks/meta/{number.hook}/", asked)
    assert (answer.status_code, answer.content) == (200, b"1158201444")
    assert client.get(f"/hooks/meta/{number.hook}/", asked | {"hub.verify_token": "x"}).status_code == 403


def test_nobody_else_tells_us_anything(client: Client, number: ChannelAccount) -> None:
    assert told(client, number, wrote("Hello"), signed_with="guessed") == 403
    assert Message.objects.count() == 0
    assert client.post("/hooks/meta/unknown/", b"{}", content_type="application/json").status_code == 404


def test_a_message_told_twice_is_kept_once(client: Client, cast: Cast, number: ChannelAccount) -> None:
    assert [told(client, number, wrote("Hello")), told(client, number, wrote("Hello"))] == [200, 200]
    thread = Thread.objects.get(channel="whatsapp", creator=cast.anna)
    assert [one.text for one in thread.messages.all()] == ["Hello"]
    assert (thread.waiting_since, thread.first_in_at) == (NOW, NOW)
    assert CreatorContact.objects.get().basis == "wrote_first"


def test_the_message_of_another_number_is_left(client: Client, number: ChannelAccount) -> None:
    body = json.loads(json.dumps(wrote("Hello")).replace("1055", "2066"))
    assert told(client, number, body) == 200
    assert (Message.objects.count(), StrayMessage.objects.count()) == (0, 0)


def test_the_status_proves_an_unclear_send_by_our_key(client: Client, number: ChannelAccount, sent: Message) -> None:
    assert state_of(sent) == "unclear"
    told(client, number, became("sent", biz_opaque_callback_data="channel:w:1"))
    assert state_of(sent) == "sent"
    assert Envelope.objects.get(message=sent).outer_id == "wamid.9"


def test_delivered_and_read_are_noted_once(client: Client, number: ChannelAccount, sent: Message) -> None:
    told(client, number, became("sent", biz_opaque_callback_data="channel:w:1"))
    for state in ("delivered", "read", "delivered"):
        told(client, number, became(state))
    found = Envelope.objects.get(message=sent)
    assert (found.delivered_at is not None, found.read_at is not None) == (True, True)


def test_a_failure_that_comes_later_refuses_it(client: Client, number: ChannelAccount, sent: Message) -> None:
    told(client, number, became("sent", biz_opaque_callback_data="channel:w:1"))
    told(client, number, became("failed", errors=[{"code": 131_026, "title": "Message undeliverable"}]))
    assert Message.objects.get(pk=sent.pk).refused_code == "channel.nobody_there"
    assert CreatorContact.objects.get().bad_since is not None


def test_the_word_stop_stops_every_channel(client: Client, cast: Cast, number: ChannelAccount) -> None:
    told(client, number, wrote("Stop."))
    assert OptOut.objects.get().creator == cast.anna
    assert (OptOut.objects.get().via, OptOut.objects.get().why) == ("words", "Stop.")
    assert Thread.objects.get().waiting_since is None


@pytest.mark.parametrize(("channel", "kind"), [(Channel.INSTAGRAM, "instagram"), (Channel.MESSENGER, "page")])
def test_a_stranger_waits_to_be_named(client: Client, cast: Cast, channel: Channel, kind: str) -> None:
    account = meta(cast.uk, channel)
    told(client, account, talk(kind, mid="m-" + "x" * 120, text="Hi, I am Bao"))
    told(client, account, talk(kind, mid="m-" + "x" * 120, text="Hi, I am Bao"))
    assert StrayMessage.objects.get().address == "9001"
    thread = name_stranger(cast.moonwell.pk, account, "9001", cast.bao.pk, by=MEI, now=NOW)
    assert (thread.creator_im_id, StrayMessage.objects.count()) == ("9001", 0)
    told(client, account, talk(kind, mid="m-2", text="Are you there?"))
    assert thread.messages.count() == 2


@pytest.mark.parametrize("has_metadata", [True, False])
def test_an_echo_proves_an_unclear_send(client: Client, cast: Cast, has_metadata: bool) -> None:  # noqa: FBT001
    account = meta(cast.uk, Channel.MESSENGER)
    told(client, account, talk("page", mid="m-1", text="Hi"))
    name_stranger(cast.moonwell.pk, account, "9001", cast.bao.pk, by=MEI, now=NOW)
    words = Words(text="Hello Bao!")
    made = queue_on_channel(cast.uk, cast.bao, Channel.MESSENGER, words, "channel:m:1", by=MEI, now=NOW)
    Message.objects.filter(pk=made.pk).update(state="unclear", claimed_at=NOW)
    own = {"metadata": "channel:m:1"} if has_metadata else {}
    told(client, account, talk("page", mid="m-9", text="Hello Bao!", is_echo=True, **own))
    assert state_of(made) == "sent"
    assert made.thread.messages.count() == 2


def test_what_was_written_in_instagram_itself_is_kept_as_ours(client: Client, cast: Cast) -> None:
    account = meta(cast.uk, Channel.INSTAGRAM)
    told(client, account, talk("instagram", mid="m-1", text="Hi"))
    thread = name_stranger(cast.moonwell.pk, account, "9001", cast.bao.pk, by=MEI, now=NOW)
    told(client, account, talk("instagram", mid="m-2", text="Hello from my phone", is_echo=True))
    assert thread.messages.order_by("pk").last().state == "sent"  # type: ignore[union-attr]


def test_the_link_stops_only_when_it_is_pressed(client: Client, cast: Cast) -> None:
    where = f"/stop/{stop_token(cast.moonwell.pk, cast.anna.pk)}/"
    page = client.get(where)
    assert "Do you want Moonwell to stop writing to you?" in page.content.decode()
    assert OptOut.objects.count() == 0
    answer = Client(enforce_csrf_checks=True).post(where, {"List-Unsubscribe": "One-Click"})
    assert "Moonwell will not write to you again." in answer.content.decode()
    assert OptOut.objects.get().via == "link"


def test_a_link_of_our_own_making_alone_works(client: Client, cast: Cast) -> None:
    token = stop_token(cast.moonwell.pk, cast.anna.pk)
    assert client.post(f"/stop/{token[:-2]}xx/").status_code == 404
    assert client.post(f"/stop/{stop_token(cast.harbour.pk, cast.anna.pk)}/").status_code == 404
    assert OptOut.objects.count() == 0
