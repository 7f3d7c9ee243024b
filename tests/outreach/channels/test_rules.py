"""Which channel reaches whom, and what each needs: consent, a template, a person, or nothing."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from tests.cast import NOW

from rapport.creators.rules.contact_points import Basis, ContactKind, ContactPoint
from rapport.outreach.channels.channel import Account, Channel, Facts, Need
from rapport.outreach.channels.consent import ColdContact
from rapport.outreach.channels.hand.rules import link_to, links, profile_link
from rapport.outreach.channels.reaching import REACHING
from rapport.outreach.queries.channel_rules import channel_rules

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
KINDS = {
    Channel.EMAIL: (ContactKind.EMAIL, "anna@creators.example"),
    Channel.WHATSAPP: (ContactKind.WHATSAPP, "447700900123"),
    Channel.INSTAGRAM: (ContactKind.INSTAGRAM, "9001"),
    Channel.MESSENGER: (ContactKind.MESSENGER, "9001"),
    Channel.HAND: (ContactKind.EMAIL, "anna@creators.example"),
}


def facts(channel: Channel, basis: Basis = Basis.PUBLISHED, region: str = "GB", **more: object) -> Facts:
    """A creator with one address of the channel's kind; nothing else is said of her."""
    kind, address = KINDS[channel]
    name = Channel.EMAIL if channel is Channel.HAND else channel
    point = ContactPoint(kind, address, "bio", basis)
    rule = channel_rules().consent(name, region)
    return Facts(now=NOW, consent=rule, handle="anna", addresses=(point,), **more)  # type: ignore[arg-type]


def why_not(channel: Channel, asked: Facts) -> str:
    found = REACHING[channel](asked).why_not
    return found.code if found else ""


@pytest.mark.parametrize(
    ("region", "cold"), [("US", "allowed"), ("GB", "confirm"), ("DE", "consent"), ("IT", "consent"), ("BR", "confirm")]
)
def test_a_first_mail_needs_what_the_country_asks_for(region: str, cold: str) -> None:
    found = REACHING[Channel.EMAIL](facts(Channel.EMAIL, region=region))
    assert found.can
    assert (Need.CONFIRMATION in found.needs) == (cold != "allowed")
    assert (found.warning.code if found.warning else "channel.cold_allowed") == f"channel.cold_{cold}"


@pytest.mark.parametrize("basis", [Basis.CONSENT, Basis.WROTE_FIRST])
def test_whoever_consented_or_wrote_first_may_be_written_to_in_germany(basis: Basis) -> None:
    assert REACHING[Channel.EMAIL](facts(Channel.EMAIL, basis, "DE")).needs == frozenset()


def test_a_mail_names_its_sender_s_address() -> None:
    assert why_not(Channel.EMAIL, facts(Channel.EMAIL, has_postal_address=False)) == "channel.postal_address_missing"


@pytest.mark.parametrize("channel", [Channel.EMAIL, Channel.WHATSAPP, Channel.HAND])
@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"is_opted_out": True}, "channel.opted_out"),
        ({"is_blocked": True}, "channel.blocked"),
        ({"unanswered_at": NOW - DAY}, "channel.touched_lately"),
    ],
)
def test_what_stands_against_every_channel(channel: Channel, told: dict[str, object], code: str) -> None:
    assert why_not(channel, replace(facts(channel, Basis.CONSENT), **told)) == code  # type: ignore[arg-type]


def test_a_talk_under_way_needs_no_rest() -> None:
    asked = facts(Channel.EMAIL, Basis.WROTE_FIRST, last_in_at=NOW - HOUR, unanswered_at=NOW)
    assert why_not(Channel.EMAIL, asked) == ""


def test_three_days_later_one_may_write_again() -> None:
    assert why_not(Channel.EMAIL, facts(Channel.EMAIL, unanswered_at=NOW - 3 * DAY)) == ""


@pytest.mark.parametrize("state", [Account.MISSING, Account.OFF, Account.TROUBLE])
def test_without_an_account_in_order_nothing_is_sent(state: Account) -> None:
    assert why_not(Channel.EMAIL, facts(Channel.EMAIL, account=state)) == f"channel.account_{state.value}"


def test_an_address_that_bounces_is_not_written_to() -> None:
    asked = facts(Channel.EMAIL)
    bad = replace(asked, addresses=(replace(asked.addresses[0], is_bad=True),))
    assert why_not(Channel.EMAIL, bad) == "channel.address_bad"


def test_nobody_can_overrule_whatsapp_s_opt_in() -> None:
    assert why_not(Channel.WHATSAPP, facts(Channel.WHATSAPP)) == "channel.opt_in_missing"


@pytest.mark.parametrize(("ago", "needs"), [(23 * HOUR, set()), (24 * HOUR, {Need.TEMPLATE}), (None, {Need.TEMPLATE})])
def test_outside_the_window_whatsapp_takes_templates(ago: timedelta | None, needs: set[Need]) -> None:
    asked = facts(Channel.WHATSAPP, Basis.WROTE_FIRST, last_in_at=_before(ago))
    assert REACHING[Channel.WHATSAPP](asked).needs == needs


@pytest.mark.parametrize("channel", [Channel.INSTAGRAM, Channel.MESSENGER])
@pytest.mark.parametrize(
    ("ago", "code", "needs"),
    [
        (None, "they_first", set()),
        (23 * HOUR, "", set()),
        (24 * HOUR, "", {Need.PERSON}),
        (7 * DAY, "channel.window_closed", set()),
    ],
)
def test_meta_lets_us_answer_for_a_day_and_a_person_for_a_week(
    channel: Channel, ago: timedelta | None, code: str, needs: set[Need]
) -> None:
    found = REACHING[channel](facts(channel, Basis.WROTE_FIRST, last_in_at=_before(ago)))
    assert found.needs == needs
    assert (found.why_not.code if found.why_not else "").endswith(code)
    assert found.can == (code == "")


def test_the_platform_s_own_way_ends_with_the_quota() -> None:
    rule = channel_rules().consent(Channel.HAND, "GB")
    assert why_not(Channel.IM, Facts(now=NOW, consent=rule, handle="anna", quota_left=0)) == "channel.quota_out"
    assert why_not(Channel.IM, Facts(now=NOW, consent=rule, handle="anna", quota_left=1)) == ""


def test_a_chat_opens_with_the_text_in_it_where_the_app_takes_one() -> None:
    said = "Hi Anna & co!"
    points = {kind: ContactPoint(kind, "anna.c", "bio", Basis.PUBLISHED) for kind in ContactKind}
    assert link_to(points[ContactKind.INSTAGRAM], said).url == "https://ig.me/m/anna.c"
    assert link_to(points[ContactKind.MESSENGER], said).url == "https://m.me/anna.c?text=Hi%20Anna%20%26%20co%21"
    number = ContactPoint(ContactKind.WHATSAPP, "447700900123", "list", Basis.CONSENT)
    assert link_to(number, said).url == "https://wa.me/447700900123?text=Hi%20Anna%20%26%20co%21"
    mail = ContactPoint(ContactKind.EMAIL, "a@b.example", "list", Basis.CONSENT)
    assert link_to(mail, said, "Moonwell").url == "mailto:a@b.example?subject=Moonwell&body=Hi%20Anna%20%26%20co%21"
    assert profile_link("anna").url == "https://www.tiktok.com/@anna"


def test_the_profile_is_the_last_of_the_links() -> None:
    assert [one.app.value for one in links(facts(Channel.HAND), "Hi")] == ["email", "tiktok"]


def test_every_rule_of_every_channel_has_a_source() -> None:
    rules = channel_rules()
    told = {f"{place}.{name}" for place, one in rules.sections.items() for name in one.model_fields_set}
    assert told == set(rules.origins)
    assert rules.consent("whatsapp", "GB").cold is ColdContact.OPT_IN


def _before(ago: timedelta | None) -> datetime | None:
    return NOW - ago if ago is not None else None
