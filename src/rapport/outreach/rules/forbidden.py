"""Forbidden words and shapes in a text, with the place of each (platform error 50001703; the lists are the pack's)."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from rapport.policies.rules.forbidden import EVERY_LANGUAGE
from rapport.policies.rules.sections import ContactPolicy
from rapport.shared.refusals import Refusal

EDGE = r"[a-z\u00e0-\u1eff0-9]"
"""Letters of scripts with spaces: beside a Chinese character a word begins."""
DENSE = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]")
"""Scripts without spaces: a word of theirs has no edges."""
ENDINGS = "com|net|org|co|io|me|ee|ai|bio|shop|store|link|app|cn|vn|th|id|my|ph|de|fr|it|es|jp|uk|us|sg|mx|br"
SHAPES = {
    "link": re.compile(
        rf"(?:https?|tg|whatsapp)://\S+|\bwww\.\S+|(?<![@a-z\u00e0-\u1eff0-9_.-])(?:[a-z0-9-]+\.)+(?:{ENDINGS})(?:/\S*|(?![a-z\u00e0-\u1eff0-9_.@-]))"
    ),
    "email": re.compile(r"[a-z0-9][\w.+%-]*@(?:[a-z0-9-]+\.)+[a-z]{2,}"),
    "phone": re.compile(rf"(?<!{EDGE})(?<![.,/_-])\+?\(?[0-9](?:[ ()-]{{0,2}}[0-9]){{7,14}}(?!{EDGE}|[/_]|[.,][0-9])"),
}
"""What the shapes of a pack look like in small letters; a phone number has 8 to 15 digits (E.164)."""
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class WordsForbidden(Refusal):
    """The text holds something that the platform's rules keep out of messages."""

    code = "wording.words_forbidden"


@dataclass(frozen=True, slots=True, order=True)
class Found:
    """One forbidden thing: where it stands in the text, and whether it is a link, a phone number, a word of a kind."""

    start: int
    end: int
    kind: str


def forbidden_in(text: str, contact: ContactPolicy, language: str = "") -> list[Found]:
    """What a text must not hold under a pack, in the text's order and without overlaps.

    Words are looked for in the text's language, English and `*`; in every language where the text's is not known.
    Full-width letters, capitals and characters that show nothing do not hide a word.
    """
    plain, places = _plain(text)
    found = sorted(_found(plain, contact, language))
    kept: list[Found] = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return [Found(places[one.start], places[one.end - 1] + 1, one.kind) for one in kept]


def check_words(text: str, contact: ContactPolicy, language: str = "") -> None:
    """Refuses with WordsForbidden that quotes the first."""
    for one in forbidden_in(text, contact, language):
        raise WordsForbidden(kind=one.kind, words=text[one.start : one.end])


def _found(plain: str, contact: ContactPolicy, language: str) -> Iterator[Found]:
    for shape in contact.forbidden_shapes:
        for match in SHAPES[shape].finditer(plain):
            if not (shape == "phone" and DATE.fullmatch(match[0])):
                yield Found(*match.span(), shape)
    wanted = {language, "en", EVERY_LANGUAGE}
    for group in contact.forbidden_words:
        if not language or group.language in wanted:
            yield from (Found(*span, group.kind) for span in _spans(plain, group.words))


def _spans(plain: str, words: Iterable[str]) -> Iterator[tuple[int, int]]:
    for word in words:
        yield from (match.span() for match in _pattern(word).finditer(plain))


@lru_cache(maxsize=4096)
def _pattern(word: str) -> re.Pattern[str]:
    """How a pack's word is found; every message is held against all of them."""
    wanted, _ = _plain(word)
    bare = re.escape(wanted)
    return re.compile(bare if DENSE.search(wanted) else rf"(?<!{EDGE}){bare}(?!{EDGE})")


def _plain(text: str) -> tuple[str, list[int]]:
    """The text in small, half-width letters without invisible ones, and where each letter stood."""
    letters: list[str] = []
    places: list[int] = []
    for place, one in enumerate(text):
        if unicodedata.category(one) == "Cf":
            continue
        for letter in unicodedata.normalize("NFKC", one).lower():
            letters.append(letter)
            places.append(place)
    return "".join(letters), places
