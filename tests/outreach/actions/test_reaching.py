"""One way into the queue for every channel: consent first, once under one key, nothing from the quota."""

import pytest
from tests.cast import MEI, NOW, Cast
from tests.outreach.channels.stage import mailbox, mailed, meta, reachable, state_of

from rapport.creators.models import Creator, CreatorContact
from rapport.creators.rules.contact_points import AddressInvalid, Basis, ContactKind, plain_address
from rapport.outreach.actions.channel_accounts import (
    DemonstrationWritesNobody,
    save_account,
    secrets_of,
)
from rapport.outreach.actions.forgetting import forget_talks
from rapport.outreach.actions.messages import queue_message
from rapport.outreach.actions.opt_outs import opt_out
from rapport.outreach.actions.reaching import (
    ConfirmationMissing,
    NotReachable,
    SubjectMissing,
    TemplateMissing,
    Words,
    note_by_hand,
    queue_on_channel,
)
from rapport.outreach.channels.accounts import SettingInvalid, SettingMissing
from rapport.outreach.channels.channel import Channel
from rapport.outreach.models import ChannelAccount, Envelope, Message, OptOut, Reservation, Thread
from rapport.outreach.rules.standing import CreatorBlocked, CreatorOptedOut
from rapport.outreach.rules.wording import Purpose

HELLO = Words(text="Hello!", subject="Moonwell", confirmed=True)


def to_anna(cast: Cast, channel: Channel, words: Words = HELLO, key: str = "channel:x:1") -> Message:
    return queue_on_channel(cast.uk, cast.anna, channel, words, key, by=MEI, now=NOW)


def test_pressed_twice_it_is_queued_once(cast: Cast) -> None:
    mailbox(cast.uk)
    reachable(cast.anna, ContactKind.EMAIL, "anna@creators.example")
    assert to_anna(cast, Channel.EMAIL).pk == to_anna(cast, Channel.EMAIL).pk
    assert (Message.objects.count(), Reservation.objects.count()) == (1, 0)


def test_without_an_account_nothing_is_queued(cast: Cast) -> None:
    reachable(cast.anna, ContactKind.EMAIL, "anna@creators.example")
    with pytest.raises(NotReachable) as refusal:
        to_anna(cast, Channel.EMAIL)
    assert refusal.value.data["why"] == "channel.account_missing"
    assert Thread.objects.count() == 0


def test_a_published_address_needs_a_person_who_answers_for_it(cast: Cast) -> None:
    mailbox(cast.uk)
    reachable(cast.anna, ContactKind.EMAIL, "anna@creators.example", Basis.PUBLISHED)
    with pytest.raises(ConfirmationMissing):
        to_anna(cast, Channel.EMAIL, Words(text="Hello!", subject="Moonwell"))
    to_anna(cast, Channel.EMAIL)
    found = Envelope.objects.get()
    assert (found.confirmed_by, found.confirmed["code"]) == ("mei", "channel.cold_confirm")


def test_a_bio_s_address_is_a_published_one(cast: Cast) -> None:
    mailbox(cast.uk)
    cast.anna.traces.create(kind="email", value="bio@creators.example")
    assert Envelope.objects.get(message=to_anna(cast, Channel.EMAIL)).address == "bio@creators.example"


def test_a_mail_has_a_subject(cast: Cast) -> None:
    mailbox(cast.uk)
    reachable(cast.anna, ContactKind.EMAIL, "anna@creators.example")
    with pytest.raises(SubjectMissing):
        to_anna(cast, Channel.EMAIL, Words(text="Hello!"))


def test_whatsapp_outside_its_window_takes_a_template_alone(cast: Cast) -> None:
    meta(cast.uk, Channel.WHATSAPP)
    reachable(cast.anna, ContactKind.WHATSAPP, "447700900123")
    with pytest.raises(TemplateMissing):
        to_anna(cast, Channel.WHATSAPP)


def test_a_second_channel_waits_until_they_had_time_to_answer(cast: Cast) -> None:
    mailbox(cast.uk)
    meta(cast.uk, Channel.WHATSAPP)
    reachable(cast.anna, ContactKind.EMAIL, "anna@creators.example")
    reachable(cast.anna, ContactKind.WHATSAPP, "447700900123")
    mailed(cast.uk, cast.anna)
    with pytest.raises(NotReachable) as refusal:
        to_anna(cast, Channel.WHATSAPP, Words(template="invite_v1|en"))
    assert refusal.value.data["why"] == "channel.touched_lately"


def test_what_a_person_sent_by_hand_is_kept_as_sent(cast: Cast) -> None:
    made = note_by_hand(cast.uk, cast.anna, "@anna", HELLO, "channel:hand:1", by=MEI, now=NOW)
    again = note_by_hand(cast.uk, cast.anna, "@anna", HELLO, "channel:hand:1", by=MEI, now=NOW)
    assert (made.pk, made.state, made.thread.channel) == (again.pk, "sent", "hand")
    assert Thread.objects.get().last_out_at == NOW


def test_a_no_stops_what_waits_on_every_channel(cast: Cast) -> None:
    mailbox(cast.uk)
    reachable(cast.anna, ContactKind.EMAIL, "anna@creators.example")
    waits = mailed(cast.uk, cast.anna)
    opt_out(cast.anna, OptOut.Via.WORDS, "stop", channel="whatsapp", by=MEI, now=NOW)
    assert state_of(waits) == "cancelled"
    with pytest.raises(CreatorOptedOut):
        to_anna(cast, Channel.EMAIL)
    with pytest.raises(CreatorOptedOut):
        note_by_hand(cast.uk, cast.anna, "@anna", HELLO, "channel:hand:1", by=MEI, now=NOW)
    with pytest.raises(CreatorOptedOut):
        queue_message(cast.uk, cast.anna, Purpose.REMIND, "Hello?", "remind:1", by=MEI, now=NOW)


def test_a_no_is_no_line_of_the_blocklist(cast: Cast) -> None:
    opt_out(cast.anna, OptOut.Via.WORDS, "stop", channel="email", by=MEI, now=NOW)
    assert Creator.objects.get(pk=cast.anna.pk).blocked_why == ""


def test_nobody_on_the_blocklist_is_written_to(cast: Cast) -> None:
    mailbox(cast.uk)
    reachable(cast.anna, ContactKind.EMAIL, "anna@creators.example")
    cast.anna.blocked_why = "sold the samples"
    with pytest.raises(CreatorBlocked):
        to_anna(cast, Channel.EMAIL)


def test_in_the_demonstration_nobody_real_is_written_to(cast: Cast) -> None:
    cast.uk.workspace.is_demonstration = True
    with pytest.raises(DemonstrationWritesNobody):
        mailbox(cast.uk)


def test_secrets_are_encrypted_and_an_empty_one_is_kept(cast: Cast) -> None:
    account = mailbox(cast.uk)
    mailbox(cast.uk, password="")
    raw = ChannelAccount.objects.filter(pk=account.pk).extra(select={"raw": "secrets"}).values_list("raw", flat=True)
    assert "mailbox-secret" not in raw[0]
    assert secrets_of(ChannelAccount.objects.get())["password"] == "mailbox-secret"
    assert "password" not in ChannelAccount.objects.get().settings


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("smtp_port", "many"),
        ("smtp_security", "perhaps"),
        ("public_url", "http://desk.example"),
        ("from_address", "mei"),
    ],
)
def test_a_setting_that_is_none_is_refused(cast: Cast, setting: str, value: str) -> None:
    with pytest.raises(SettingInvalid) as refusal:
        mailbox(cast.uk, **{setting: value})
    assert refusal.value.data["setting"] == setting


def test_a_password_never_goes_unencrypted_over_a_network(cast: Cast) -> None:
    with pytest.raises(SettingInvalid):
        mailbox(cast.uk, smtp_host="mail.elsewhere.example")


def test_a_number_needs_its_token(cast: Cast) -> None:
    with pytest.raises(SettingMissing):
        save_account(cast.uk, Channel.WHATSAPP, {"account_id": "1055"}, by=MEI, now=NOW)


@pytest.mark.parametrize(
    ("kind", "typed", "plain"),
    [
        (ContactKind.EMAIL, "mailto:Anna@Creators.Example", "anna@creators.example"),
        (ContactKind.WHATSAPP, "+44 (7700) 900-123", "447700900123"),
        (ContactKind.WHATSAPP, "https://wa.me/447700900123", "447700900123"),
        (ContactKind.INSTAGRAM, "https://www.instagram.com/Anna.C/?hl=en", "anna.c"),
        (ContactKind.MESSENGER, "m.me/anna.c", "anna.c"),
    ],
)
def test_an_address_is_kept_in_one_form(kind: ContactKind, typed: str, plain: str) -> None:
    assert plain_address(kind, typed) == plain


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        (ContactKind.EMAIL, "anna@creators"),
        (ContactKind.EMAIL, "a@b.example\nBcc: c@d.example"),
        (ContactKind.WHATSAPP, "07700 900123"),
        (ContactKind.WHATSAPP, "call me"),
        (ContactKind.INSTAGRAM, "anna c"),
    ],
)
def test_what_is_no_address_is_refused(kind: ContactKind, typed: str) -> None:
    with pytest.raises(AddressInvalid):
        plain_address(kind, typed)


def test_forgetting_empties_what_the_envelopes_hold(cast: Cast) -> None:
    mailbox(cast.uk)
    reachable(cast.anna, ContactKind.EMAIL, "anna@creators.example")
    mailed(cast.uk, cast.anna)
    forget_talks([cast.anna.pk], by=MEI, now=NOW)
    found = Envelope.objects.get()
    assert (found.address, found.subject, found.stop_link, found.message.text) == ("", "", "", "")


def test_the_strongest_basis_of_an_address_stands(cast: Cast) -> None:
    reachable(cast.anna, ContactKind.EMAIL, "anna@creators.example", Basis.PUBLISHED)
    reachable(cast.anna, ContactKind.EMAIL, "anna@creators.example", Basis.CONSENT)
    assert CreatorContact.objects.get().basis == "consent"
