"""Which client speaks to which service."""

from collections.abc import Callable, Mapping

import httpx

from rapport.translators.chat import ChatModel, nothing_left
from rapport.translators.chat_translator import ChatTranslator
from rapport.translators.deepl import DeepL
from rapport.translators.libretranslate import LibreTranslate
from rapport.translators.texts import Account, Translator
from rapport.translators.wire import Patience, Wire

TIMEOUT_S = 60.0
Opened = Callable[[Account, httpx.BaseTransport, Patience], Translator]


def open_chat(account: Account, transport: httpx.BaseTransport, patience: Patience | None = None) -> ChatModel:
    """A chat model to ask."""
    headers = {"authorization": f"Bearer {account.key}"} if account.key else {}
    wire = Wire(account.base_url, headers, transport, TIMEOUT_S, patience or Patience(), nothing_left)
    return ChatModel(wire, account.model)


def open_translator(
    kind: str, account: Account, transport: httpx.BaseTransport, patience: Patience | None = None
) -> Translator:
    """The client of a kind of service: `libretranslate`, `deepl` or `chat`; KeyError for any other.

    The transport stays the caller's to close.
    """
    return KINDS[kind](account, transport, patience or Patience())


def _libretranslate(account: Account, transport: httpx.BaseTransport, patience: Patience) -> Translator:
    return LibreTranslate(Wire(account.base_url, {}, transport, TIMEOUT_S, patience), account.key)


def _deepl(account: Account, transport: httpx.BaseTransport, patience: Patience) -> Translator:
    headers = {"authorization": f"DeepL-Auth-Key {account.key}"}
    return DeepL(Wire(account.base_url, headers, transport, TIMEOUT_S, patience), account.glossary_id)


def _chat(account: Account, transport: httpx.BaseTransport, patience: Patience) -> Translator:
    return ChatTranslator(open_chat(account, transport, patience))


KINDS: Mapping[str, Opened] = {"libretranslate": _libretranslate, "deepl": _deepl, "chat": _chat}
