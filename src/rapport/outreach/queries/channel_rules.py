"""The data of channels that ships: consent and pace by channel and country, footers, words that ask us to stop."""

import tomllib
from functools import cache
from importlib.resources import files

from rapport.outreach.channels.consent import ChannelRules, read_rules
from rapport.outreach.channels.email.footer import Footers
from rapport.outreach.channels.opting_out import StopWords


@cache
def channel_rules() -> ChannelRules:
    """Consent and pace, with their sources."""
    return read_rules(_told("channels", "channels.toml"))


@cache
def footers() -> Footers:
    """An e-mail's last lines by language."""
    return {
        language: {str(name): str(text) for name, text in words.items()}
        for language, words in _told("channels", "email", "footers.toml").items()
        if isinstance(words, dict)
    }


@cache
def stop_words() -> StopWords:
    """Of every language at once: people do not always write in their market's."""
    told = _told("phrases", "opt_out.toml")
    return StopWords(
        *(frozenset(word for words in _section(told, name) for word in words) for name in ("alone", "inside"))
    )


def _section(told: dict[str, object], name: str) -> list[list[str]]:
    section = told[name]
    return list(section.values()) if isinstance(section, dict) else []


def _told(*path: str) -> dict[str, object]:
    return tomllib.loads(files("rapport.outreach").joinpath(*path).read_text(encoding="utf-8"))
