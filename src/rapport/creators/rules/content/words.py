"""Topics and words of titles: hashtags first, then words without those that every title has.

Scripts with spaces are cut at them; Chinese, Japanese and Thai by a segmenter that is handed in. A word counts once a
post, so that a title which repeats itself says no more than another.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapport.creators.rules.content.posts import Post, median

Segmenter = Callable[[str], Sequence[str]]
HASHTAG = re.compile(r"[#＃]([^\s#＃@,，.。!！?？…、:：;；|/\\()（）\[\]【】<>《》\"“”']+)")
ADDRESS = re.compile(r"https?://\S+|www\.\S+|@[\w.]+")
RUNS = re.compile(
    r"(?P<dense>[\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff々ー]+)"
    r"|(?P<thai>[\u0e00-\u0e7f]+)"
    r"|(?P<spaced>[^\W\d_][^\W_]*(?:['’-][^\W\d_][^\W_]*)*)"
)
KANA = re.compile(r"[\u3040-\u30ff]")
BEGINS = re.compile(r"[\u30a0-\u30ff\u3400-\u4dbf\u4e00-\u9fff々ー]+")
"""What carries the meaning of a Japanese phrase; the hiragana after it is grammar."""
SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What the rule needs to know of languages, as data and as segmenters by language (`zh`, `ja`, `th`)."""

    stop_words: Mapping[str, frozenset[str]]
    segmenters: Mapping[str, Segmenter]
    everywhere: frozenset[str] = frozenset()
    """Hashtags and words that stand under any post, such as `fyp`."""


@dataclass(frozen=True, slots=True)
class Term:
    """A hashtag or word, in how many posts it stands, and the middle of their views."""

    text: str
    posts: int
    median_views: int | None


@dataclass(frozen=True, slots=True)
class Topics:
    """What the titles speak of, the most frequent first; `titled` is how many posts have a title."""

    hashtags: tuple[Term, ...]
    words: tuple[Term, ...]
    titled: int


def topics_of(posts: Sequence[Post], languages: Sequence[str], lexicon: Lexicon, *, most: int = 12) -> Topics:
    """Hashtags and words of the posts' titles, `most` of each.

    `languages` are those the creator may write in, as `en`: their stop words are left out, those of English always.
    """
    titled = [one for one in posts if one.title]
    return Topics(
        hashtags=_counted(((one, hashtags(one.title) - lexicon.everywhere) for one in titled), most),
        words=_counted(((one, words(one.title, languages, lexicon)) for one in titled), most),
        titled=len(titled),
    )


def hashtags(title: str) -> frozenset[str]:
    """The hashtags of a title, small, without their sign."""
    found = (tag.casefold().strip("-_·~*") for tag in HASHTAG.findall(unicodedata.normalize("NFC", title)))
    return frozenset(tag for tag in found if any(letter.isalnum() for letter in tag))


def words(title: str, languages: Sequence[str], lexicon: Lexicon) -> frozenset[str]:
    """The words of a title that say something, small; its hashtags, addresses and numbers are none."""
    text = ADDRESS.sub(" ", HASHTAG.sub(" ", unicodedata.normalize("NFC", title).replace("’", "'")))
    stop = frozenset().union(*(lexicon.stop_words.get(language, frozenset()) for language in ("en", *languages)))
    return frozenset(_words(text, stop, lexicon)) - lexicon.everywhere


def _words(text: str, stop: frozenset[str], lexicon: Lexicon) -> Iterator[str]:
    dense = "ja" if KANA.search(text) else "zh"
    for run in RUNS.finditer(text):
        if run["spaced"]:
            found, left_out = [run["spaced"].casefold()], stop
        else:
            language = dense if run["dense"] else "th"
            cut = lexicon.segmenters[language](run[0])
            found = [_stem(one) for one in cut] if language == "ja" else list(cut)
            left_out = lexicon.stop_words.get(language, frozenset())
        yield from (one for one in found if len(one) >= SHORTEST and one not in left_out)


def _stem(phrase: str) -> str:
    """A Japanese phrase without the grammar at its end."""
    begins = BEGINS.match(phrase)
    return begins[0] if begins else phrase


def _counted(told: Iterable[tuple[Post, frozenset[str]]], most: int) -> tuple[Term, ...]:
    found: dict[str, list[Post]] = {}
    for post, terms in told:
        for term in terms:
            found.setdefault(term, []).append(post)
    first = sorted(found, key=lambda term: (-len(found[term]), term))[:most]
    return tuple(Term(term, len(found[term]), _views(found[term])) for term in first)


def _views(posts: Sequence[Post]) -> int | None:
    return median(one.views for one in posts if one.views is not None)
