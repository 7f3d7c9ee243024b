"""What goes out outside the platform goes out once, at its pace; an unclear send is read back or left to a person."""

from collections.abc import Iterator
from datetime import timedelta

import httpx
import pytest
from tests.cast import MEI, NOW, Cast
from tests.jobs.stage import Platform, errand
from tests.mailroom import Mailroom, mailroom
from tests.outreach.channels.stage import DAY, HOUR, mailbox, mailed, meta, reachable, state_of

from rapport.creators.models import Creator, CreatorContact
from rapport.creators.rules.contact_points import ContactKind
from rapport.jobs.channel_reading import check_channels, read_channels
from rapport.jobs.channels import deliver_on_channels
from rapport.jobs.errand import Errand, Outside
from rapport.outreach.actions.channel_accounts import ask_to_check, turn
from rapport.outreach.actions.channel_events import settle_by_person
from rapport.outreach.actions.departures import resume_shop, stop_shop
from rapport.outreach.actions.reaching import Words, queue_on_channel
from rapport.outreach.channels.accounts import GRAPH_URLS
from rapport.outreach.channels.channel import Channel
from rapport.outreach.models import ChannelAccount, Envelope, Message, OptOut, QuotaWindow, Reservation, Thread
from rapport.shops.models import Shop

LATE = NOW + timedelta(hours=14)


@pytest.fixture
def room() -> Iterator[Mailroom]:
    with mailroom() as found:
        yield found


@pytest.fixture
def mail(cast: Cast, room: Mailroom) -> ChannelAccount:
    """Mei's mailbox at the mailroom; Anna's address is known, and she said that she may be written to."""
    reachable(cast.anna, ContactKind.EMAIL, "anna@creators.example")
    return mailbox(cast.uk, smtp_port=str(room.smtp_port), imap_port=str(room.imap_port))


def woken(shop: Shop, now: object = NOW) -> Errand:
    return errand(shop, Platform(), now=now)  # type: ignore[arg-type]


def goes(message: Message) -> str:
    """A wake-up of the message's shop; the row's state after it."""
    deliver_on_channels(woken(message.thread.shop))
    return state_of(message)


def answer_to(room: Mailroom, text: str, *, sender: str = "anna@creators.example", headers: str = "") -> None:
    """A creator answers what was sent last."""
    room.delivers(
        f"From: Anna <{sender}>\nTo: mei@moonwell.example\nSubject: Re: A serum for you\n"
        f"Message-ID: <in-{len(room.inbox)}@creators.example>\nIn-Reply-To: {room.last()['Message-ID']}\n"
        f"Date: Mon, 02 Mar 2026 08:30:00 +0000\n{headers}\n{text}\n\nOn Mon, Mei wrote:\n> Would you?\n"
    )


def test_a_mail_goes_out_with_its_footer_and_one_click(cast: Cast, mail: ChannelAccount, room: Mailroom) -> None:
    message = mailed(cast.uk, cast.anna)
    assert goes(message) == "sent"
    told = room.last()
    assert (told["To"], told["Subject"]) == ("anna@creators.example", "A serum for you")
    assert told["Message-ID"] == Envelope.objects.get(message=message).outer_id
    assert told["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert told["List-Unsubscribe"].startswith("<https://desk.moonwell.example/stop/")
    assert "1 Harbour Road, London" in told["text"]


def test_it_takes_nothing_from_the_platform_s_quota(cast: Cast, mail: ChannelAccount) -> None:
    assert goes(mailed(cast.uk, cast.anna)) == "sent"
    assert (Reservation.objects.count(), QuotaWindow.objects.count()) == (0, 0)


def test_a_mail_that_was_taken_before_the_line_went_dead_is_found_among_the_sent(
    cast: Cast, mail: ChannelAccount, room: Mailroom
) -> None:
    room.drops_after = "DATA"
    message = mailed(cast.uk, cast.anna)
    assert goes(message) == "unclear"
    assert goes(message) == "sent"
    assert len(room.sent) == 1


def test_one_that_cannot_be_found_stays_for_a_person(cast: Cast, mail: ChannelAccount, room: Mailroom) -> None:
    room.drops_after, room.files_sent = "DATA", False
    message = mailed(cast.uk, cast.anna)
    assert [goes(message), goes(message), goes(message)] == ["unclear"] * 3
    assert len(room.sent) == 1


def test_a_person_sends_it_once_more(cast: Cast, mail: ChannelAccount, room: Mailroom) -> None:
    room.drops_after, room.files_sent = "DATA", False
    message = mailed(cast.uk, cast.anna)
    goes(message)
    room.drops_after = ""
    settle_by_person(cast.moonwell.pk, message.pk, was_sent=False, by=MEI, now=NOW)
    assert state_of(message) == "queued"
    deliver_on_channels(woken(cast.uk, NOW + HOUR))
    assert state_of(message) == "sent"


def test_a_worker_that_died_between_claim_and_call_leaves_it_to_a_person(
    cast: Cast, mail: ChannelAccount, room: Mailroom
) -> None:
    message = mailed(cast.uk, cast.anna)
    Message.objects.filter(pk=message.pk).update(state="sending", claimed_at=NOW)
    assert goes(message) == "unclear"
    assert room.sent == []


def test_a_line_that_dies_before_the_text_leaves_it_queued(cast: Cast, mail: ChannelAccount, room: Mailroom) -> None:
    room.drops_after = "MAIL"
    message = mailed(cast.uk, cast.anna)
    assert goes(message) == "queued"
    assert ChannelAccount.objects.get().trouble == "channel.not_heard"
    room.drops_after = ""
    assert goes(message) == "sent"
    assert ChannelAccount.objects.get().trouble == ""


@pytest.mark.parametrize("verb", ["MAIL", "RCPT", "DATA"])
def test_a_temporary_no_is_tried_later(cast: Cast, mail: ChannelAccount, room: Mailroom, verb: str) -> None:
    room.refuses[verb] = "451 later"
    assert goes(mailed(cast.uk, cast.anna)) == "queued"
    assert room.sent == []


def test_an_address_that_is_none_is_not_written_to_again(cast: Cast, mail: ChannelAccount, room: Mailroom) -> None:
    room.refuses["RCPT"] = "550 no such user"
    message = mailed(cast.uk, cast.anna)
    assert goes(message) == "refused"
    assert Message.objects.get(pk=message.pk).refused_code == "channel.address_refused"
    assert CreatorContact.objects.get().bad_since is not None


def test_a_password_that_is_good_no_more_stops_the_account(cast: Cast, mail: ChannelAccount, room: Mailroom) -> None:
    room.is_locked = True
    assert goes(mailed(cast.uk, cast.anna)) == "queued"
    assert ChannelAccount.objects.get().trouble == "channel.access_lost"


def test_a_young_mailbox_sends_five_the_first_day(cast: Cast, mail: ChannelAccount, room: Mailroom) -> None:
    creators = [cast.anna, cast.bao, cast.chai, cast.dara]
    for place, one in enumerate(creators[1:], 1):
        reachable(one, ContactKind.EMAIL, f"c{place}@creators.example")
    others = [Creator.objects.get(pk=cast.emma.pk)]
    reachable(others[0], ContactKind.EMAIL, "emma@creators.example")
    extra = _more(cast, 3)
    for place, one in enumerate([*creators, *others, *extra]):
        mailed(cast.uk, one, f"channel:email:{place}")
    for minutes in range(0, 300, 10):
        deliver_on_channels(woken(cast.uk, NOW + timedelta(minutes=minutes)))
    assert len(room.sent) == 5
    deliver_on_channels(woken(cast.uk, NOW + DAY + HOUR))
    assert len(room.sent) == 6


def test_two_mails_are_not_sent_in_one_breath(cast: Cast, mail: ChannelAccount, room: Mailroom) -> None:
    reachable(cast.bao, ContactKind.EMAIL, "bao@creators.example")
    mailed(cast.uk, cast.anna)
    mailed(cast.uk, cast.bao, "channel:email:2")
    deliver_on_channels(woken(cast.uk))
    assert len(room.sent) == 1
    deliver_on_channels(woken(cast.uk, NOW + timedelta(seconds=90)))
    assert len(room.sent) == 2


def test_nothing_goes_out_at_night(cast: Cast, mail: ChannelAccount, room: Mailroom) -> None:
    message = mailed(cast.uk, cast.anna)
    deliver_on_channels(woken(cast.uk, LATE))
    assert (state_of(message), room.sent) == ("queued", [])


def test_an_account_that_rests_sends_nothing(cast: Cast, mail: ChannelAccount, room: Mailroom) -> None:
    message = mailed(cast.uk, cast.anna)
    turn(mail, on=False, by=MEI, now=NOW)
    assert (goes(message), room.sent) == ("queued", [])


def test_what_was_in_the_mailbox_before_is_not_read(cast: Cast, mail: ChannelAccount, room: Mailroom) -> None:
    room.delivers("From: anna@creators.example\nMessage-ID: <old@x.example>\n\nLong ago")
    read_channels(woken(cast.uk))
    assert (room.opened, Message.objects.count()) == ([], 0)


def test_an_answer_lands_in_the_thread_and_waits(cast: Cast, mail: ChannelAccount, room: Mailroom) -> None:
    read_channels(woken(cast.uk))
    goes(mailed(cast.uk, cast.anna))
    answer_to(room, "Gladly! What is in it?", sender="another@creators.example")
    read_channels(woken(cast.uk))
    read_channels(woken(cast.uk))
    thread = Thread.objects.get(channel="email")
    assert [one.text for one in thread.messages.order_by("pk")] == [
        "Would you try our serum?",
        "Gladly! What is in it?",
    ]
    assert thread.waiting_since is not None


def test_the_mail_of_strangers_is_never_opened(cast: Cast, mail: ChannelAccount, room: Mailroom) -> None:
    read_channels(woken(cast.uk))
    room.delivers("From: bank@elsewhere.example\nSubject: Private\nMessage-ID: <b@x.example>\n\nYour account")
    read_channels(woken(cast.uk))
    assert (room.opened, Message.objects.count()) == ([], 0)


def test_an_absence_note_is_kept_and_answers_nothing(cast: Cast, mail: ChannelAccount, room: Mailroom) -> None:
    read_channels(woken(cast.uk))
    goes(mailed(cast.uk, cast.anna))
    answer_to(room, "I am away until Monday.", headers="Auto-Submitted: auto-replied\n")
    read_channels(woken(cast.uk))
    assert Thread.objects.get().waiting_since is None
    assert Envelope.objects.get(automatic=True).message.text == "I am away until Monday."


def test_a_bounce_refuses_the_mail_and_the_address(cast: Cast, mail: ChannelAccount, room: Mailroom) -> None:
    read_channels(woken(cast.uk))
    message = mailed(cast.uk, cast.anna)
    goes(message)
    room.delivers(
        "From: MAILER-DAEMON@relay.example\nMessage-ID: <d@relay.example>\nMIME-Version: 1.0\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n'
        "--b\nContent-Type: text/plain\n\nSorry\n--b\nContent-Type: message/delivery-status\n\n"
        "Reporting-MTA: dns; relay.example\n\nFinal-Recipient: rfc822; anna@creators.example\n"
        "Action: failed\nStatus: 5.1.1\n\n"
        f"--b\nContent-Type: text/rfc822-headers\n\nMessage-ID: {room.last()['Message-ID']}\n\n--b--\n"
    )
    read_channels(woken(cast.uk))
    assert Message.objects.get(pk=message.pk).refused_code == "channel.bounced"
    assert CreatorContact.objects.get().bad_since is not None


def test_the_word_stop_in_a_mail_stops_every_channel(cast: Cast, mail: ChannelAccount, room: Mailroom) -> None:
    read_channels(woken(cast.uk))
    goes(mailed(cast.uk, cast.anna))
    answer_to(room, "STOP")
    read_channels(woken(cast.uk))
    found = OptOut.objects.get()
    assert (found.creator, found.via, found.channel) == (cast.anna, "words", "email")


def test_an_answer_goes_on_with_the_same_talk(cast: Cast, mail: ChannelAccount, room: Mailroom) -> None:
    read_channels(woken(cast.uk))
    goes(mailed(cast.uk, cast.anna))
    answer_to(room, "What is in it?")
    read_channels(woken(cast.uk))
    words = Words(text="Vitamin C.", subject="Re: A serum for you")
    queue_on_channel(cast.uk, cast.anna, Channel.EMAIL, words, "answer:1", by=MEI, now=NOW)
    deliver_on_channels(woken(cast.uk, NOW + HOUR))
    told = room.last()
    assert told["In-Reply-To"] == "<in-0@creators.example>"
    assert told["References"].split()[-1] == "<in-0@creators.example>"


def test_checking_an_account_says_what_is_wrong(cast: Cast, mail: ChannelAccount, room: Mailroom) -> None:
    room.is_locked = True
    ask_to_check(mail)
    check_channels(woken(cast.uk))
    assert ChannelAccount.objects.get().trouble == "channel.access_lost"
    room.is_locked = False
    ask_to_check(mail)
    check_channels(woken(cast.uk))
    found = ChannelAccount.objects.get()
    assert (found.trouble, found.checked_at) == ("", NOW)


def _more(cast: Cast, count: int) -> list[Creator]:
    made = []
    for number in range(count):
        row = Creator.objects.create(
            workspace=cast.moonwell, handle=f"more{number}", region="GB", source="t", first_seen_at=NOW, seen_at=NOW
        )
        reachable(row, ContactKind.EMAIL, f"more{number}@creators.example")
        made.append(row)
    return made


class Meta:
    """Meta's Graph API, which answers each send as it is told."""

    def __init__(self) -> None:
        self.says: list[httpx.Response | httpx.TransportError] = [
            httpx.Response(200, json={"messages": [{"id": "wamid.1"}]})
        ]
        self.requests: list[httpx.Request] = []

    def errand(self, shop: Shop) -> Errand:
        held = woken(shop)
        there = Outside(dict.fromkeys(GRAPH_URLS.values(), httpx.MockTransport(self._answer)))
        return Errand(held.shop, held.now, held.reading, held.lease, there)

    def _answer(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        said = self.says.pop(0) if len(self.says) > 1 else self.says[0]
        if isinstance(said, httpx.TransportError):
            raise said
        return httpx.Response(said.status_code, content=said.content)


def refuses(status: int, code: int, subcode: int = 0) -> httpx.Response:
    error = {"message": "told", "code": code, "error_subcode": subcode}
    return httpx.Response(status, json={"error": error})


def on_whatsapp(cast: Cast) -> Message:
    """Anna said yes to WhatsApp; an approved template waits to be sent to her."""
    meta(cast.uk, Channel.WHATSAPP)
    reachable(cast.anna, ContactKind.WHATSAPP, "+44 7700 900123")
    words = Words(template="invite_v1|en")
    return queue_on_channel(cast.uk, cast.anna, Channel.WHATSAPP, words, "channel:whatsapp:1", by=MEI, now=NOW)


def test_whatsapp_takes_a_template_with_our_key(cast: Cast) -> None:
    message, there = on_whatsapp(cast), Meta()
    deliver_on_channels(there.errand(cast.uk))
    assert state_of(message) == "sent"
    request = there.requests[0]
    assert request.url == "https://graph.facebook.com/v23.0/1055/messages"
    assert request.headers["authorization"] == "Bearer EAAtoken"
    assert b'"biz_opaque_callback_data":"channel:whatsapp:1"' in request.content
    assert message.text == "Hi Anna, Moonwell would love to send you a sample."


@pytest.mark.parametrize(
    ("said", "state", "trouble"),
    [
        (refuses(429, 130_429), "queued", "channel.throttled"),
        (refuses(400, 131_056), "queued", "channel.throttled"),
        (refuses(401, 190), "queued", "channel.access_lost"),
        (refuses(500, 131_000), "unclear", "channel.unclear"),
        (httpx.Response(502), "unclear", "channel.unclear"),
        (httpx.ReadTimeout("slow"), "unclear", "channel.unclear"),
        (httpx.ConnectError("none"), "queued", "channel.not_heard"),
        (refuses(400, 131_047), "refused", ""),
        (refuses(400, 131_026), "refused", ""),
    ],
)
def test_each_trouble_of_whatsapp_has_its_meaning(
    cast: Cast, said: httpx.Response | httpx.TransportError, state: str, trouble: str
) -> None:
    message, there = on_whatsapp(cast), Meta()
    there.says = [said]
    deliver_on_channels(there.errand(cast.uk))
    deliver_on_channels(there.errand(cast.uk)) if state == "unclear" else None
    assert (state_of(message), ChannelAccount.objects.get().trouble) == (state, trouble)
    assert len(there.requests) == 1


def test_a_number_that_is_nobody_s_is_not_written_to_again(cast: Cast) -> None:
    there = Meta()
    there.says = [refuses(400, 131_026)]
    on_whatsapp(cast)
    deliver_on_channels(there.errand(cast.uk))
    assert CreatorContact.objects.get().bad_since is not None


def test_whoever_stopped_a_business_on_whatsapp_is_left_alone(cast: Cast) -> None:
    there = Meta()
    there.says = [refuses(400, 131_050)]
    on_whatsapp(cast)
    deliver_on_channels(there.errand(cast.uk))
    assert OptOut.objects.get().via == "channel"


def test_whoever_asked_us_to_stop_meanwhile_is_not_sent_to(cast: Cast, mail: ChannelAccount, room: Mailroom) -> None:
    message = mailed(cast.uk, cast.anna)
    OptOut.objects.create(creator=cast.anna, via="hand", at=NOW, by="mei")
    assert goes(message) == "refused"
    assert (Message.objects.get().refused_code, room.sent) == ("outreach.opted_out", [])


def test_a_stopped_shop_sends_nothing_here_either(cast: Cast, mail: ChannelAccount) -> None:
    message = mailed(cast.uk, cast.anna)
    stop_shop(cast.uk, "wrong price", by=MEI, now=NOW)
    assert goes(message) == "queued"
    resume_shop(cast.uk, by=MEI, now=NOW)
    assert goes(message) == "sent"


def test_it_waits_while_the_creator_sleeps(cast: Cast, mail: ChannelAccount) -> None:
    message = mailed(cast.uk, cast.anna)
    deliver_on_channels(woken(cast.uk, LATE))
    waiting = Message.objects.get(pk=message.pk)
    assert (waiting.state, waiting.due_at) == ("queued", NOW + DAY - HOUR)
