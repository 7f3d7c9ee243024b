"""A shop's own account on a channel: which settings it has, what is missing, what may not be so."""

from collections.abc import Mapping
from dataclasses import dataclass

from rapport.creators.rules.contact_points import AddressInvalid, ContactKind, plain_address
from rapport.outreach.channels.channel import Channel
from rapport.outreach.channels.whatsapp.templates import approved
from rapport.shared.refusals import Refusal

SECURITIES = ("tls", "starttls", "none")
LOOPBACK = ("localhost", "127.0.0.1", "::1")
GRAPH_URLS = {
    Channel.WHATSAPP: "https://graph.facebook.com",
    Channel.MESSENGER: "https://graph.facebook.com",
    Channel.INSTAGRAM: "https://graph.instagram.com",
}
GRAPH_VERSION = "v23.0"
PORT_MOST = 65_535


class SettingMissing(Refusal):
    """An account cannot work without this setting."""

    code = "channel.setting_missing"


class SettingInvalid(Refusal):
    """A setting is none: a port that is no number, an address without https."""

    code = "channel.setting_invalid"


@dataclass(frozen=True, slots=True)
class Setting:
    """One field of an account's form. `secret` ones are encrypted and never shown again."""

    name: str
    required: bool = True
    secret: bool = False
    default: str = ""
    choices: tuple[str, ...] = ()


_GRAPH = (
    Setting("account_id"),
    Setting("access_token", secret=True),
    Setting("app_secret", secret=True),
    Setting("verify_token", secret=True),
    Setting("version", default=GRAPH_VERSION),
)
SETTINGS: Mapping[Channel, tuple[Setting, ...]] = {
    Channel.EMAIL: (
        Setting("from_address"),
        Setting("from_name"),
        Setting("postal_address"),
        Setting("smtp_host"),
        Setting("smtp_port", default="587"),
        Setting("smtp_security", default="starttls", choices=SECURITIES),
        Setting("imap_host", required=False),
        Setting("imap_port", required=False, default="993"),
        Setting("imap_security", required=False, default="tls", choices=SECURITIES),
        Setting("sent_folder", required=False),
        Setting("public_url", required=False),
        Setting("user", required=False),
        Setting("password", required=False, secret=True),
    ),
    Channel.WHATSAPP: (*_GRAPH, Setting("templates", required=False)),
    Channel.INSTAGRAM: _GRAPH,
    Channel.MESSENGER: _GRAPH,
}


def checked(
    channel: Channel, typed: Mapping[str, str], kept_secrets: Mapping[str, str]
) -> tuple[dict[str, str], dict[str, str]]:
    """Settings and secrets as they are kept; an empty secret keeps the one there was.

    Refuses with SettingMissing, SettingInvalid or TemplateUnreadable.
    """
    plain: dict[str, str] = {}
    secrets: dict[str, str] = {}
    for one in SETTINGS[channel]:
        value = typed.get(one.name, "").strip() or (kept_secrets.get(one.name, "") if one.secret else one.default)
        if one.required and not value:
            raise SettingMissing(setting=one.name)
        if one.choices and value not in one.choices:
            raise SettingInvalid(setting=one.name, value=value)
        (secrets if one.secret else plain)[one.name] = value
    if channel is Channel.EMAIL:
        _check_mailbox(plain)
    elif channel is Channel.WHATSAPP:
        approved(plain["templates"])
    return plain, secrets


def _check_mailbox(plain: Mapping[str, str]) -> None:
    try:
        plain_address(ContactKind.EMAIL, plain["from_address"])
    except AddressInvalid:
        raise SettingInvalid(setting="from_address", value=plain["from_address"]) from None
    for kind in ("smtp", "imap"):
        host, port = plain[f"{kind}_host"], plain[f"{kind}_port"]
        if host and not (port.isascii() and port.isdigit() and 0 < int(port) <= PORT_MOST):
            raise SettingInvalid(setting=f"{kind}_port", value=port)
        if host and plain[f"{kind}_security"] == "none" and host not in LOOPBACK:
            raise SettingInvalid(setting=f"{kind}_security", value=host)
    url = plain["public_url"]
    if url and not url.startswith("https://"):
        raise SettingInvalid(setting="public_url", value=url)
