"""Which title a message names: recent, watched, of the campaign's category, not an ad, and fit to be read out."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from rapport.creators.rules.content.posts import Post, median
from rapport.creators.rules.content.words import ADDRESS, HASHTAG
from rapport.shared.refusals import Reason

RECENT_DAYS = 60
RECENT = timedelta(days=RECENT_DAYS)
LETTERS_NEEDED = 6
"""Of scripts with spaces; two of them say as much in Chinese, Japanese and Thai."""
DENSE_NEEDED = 3
CHARS_MOST = 80
DENSE = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]")
CUT = "…"


@dataclass(frozen=True, slots=True)
class Nameable:
    """A post that a message may name: its title as the message says it, and why this one."""

    post: Post
    title: str
    reasons: tuple[Reason, ...]


def nameable(posts: Sequence[Post], categories: frozenset[str], now: datetime) -> list[Nameable]:
    """The posts whose titles may be named, the best first.

    Never an ad and never a title that cannot be read out. Before the others come recent ones (60 days), then those of
    a wanted category, then those watched at least as often as the creator's middle post, then the newest.
    `categories` are those of the campaign; empty ones prefer nothing.
    """
    usual = median(one.views for one in posts if one.views is not None)
    found = []
    for post in posts:
        title = spoken(post.title)
        if title and post.is_ad is not True and post.posted_at <= now:
            is_recent = post.posted_at > now - RECENT
            fits = bool(categories & post.categories)
            is_watched = usual is not None and post.views is not None and post.views >= usual
            key = (is_recent, fits, is_watched, post.posted_at, title)
            reasons = (_age(post, now), *_category(fits, categories, post), *_watched(post, usual))
            found.append((key, Nameable(post, title, reasons)))
    return [one for _, one in sorted(found, key=lambda pair: pair[0], reverse=True)]


def spoken(title: str) -> str:
    """A title as a message may quote it: without hashtags and addresses, cut at a word; empty if too little is left."""
    bare = " ".join(ADDRESS.sub(" ", HASHTAG.sub(" ", title)).split()).strip(" -–—|·,，、\"“”'")
    letters = sum(unicodedata.category(one)[0] == "L" for one in bare)
    if letters < (DENSE_NEEDED if DENSE.search(bare) else LETTERS_NEEDED):
        return ""
    if len(bare) <= CHARS_MOST:
        return bare
    start = bare[: CHARS_MOST - len(CUT)]
    whole = start.rsplit(" ", 1)[0] if " " in start[CHARS_MOST // 2 :] else start
    return whole.rstrip(" ,，.。-–") + CUT


def _age(post: Post, now: datetime) -> Reason:
    days = (now - post.posted_at) // timedelta(days=1)
    return Reason("content.title_recent" if post.posted_at > now - RECENT else "content.title_older", {"days": days})


def _category(fits: bool, categories: frozenset[str], post: Post) -> tuple[Reason, ...]:  # noqa: FBT001
    if fits:
        return (Reason("content.title_category"),)
    return (Reason("content.title_category_unknown"),) if categories and not post.categories else ()


def _watched(post: Post, usual: int | None) -> tuple[Reason, ...]:
    if post.views is None or usual is None:
        return (Reason("content.title_views_unknown"),)
    code = "content.title_watched" if post.views >= usual else "content.title_less_watched"
    return (Reason(code, {"views": post.views, "usual": usual}),)
