"""What no translation may touch: masked before, checked after, put back.

Masked are template variables, handles, links, addresses, rates and amounts, and the terms of a workspace's glossary.
Each is given to the service as a mark such as `[[0]]`. What comes back holds every mark exactly once or is refused: a
person is asked then.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rapport.shared.refusals import Refusal

MARK = re.compile(r"\[\s*\[\s*([0-9]+)\s*\]\s*\]")
"""A mark as services give it back: some put spaces into it."""
LITERAL = r"\[\[[0-9]+\]\]"
VARIABLE = r"\{\w+\}"
CURRENCY = r"(?:[$£€¥￥₫฿₱₩]|\b(?:USD|GBP|EUR|JPY|CNY|RMB|THB|VND|IDR|MYR|PHP|SGD|BRL|MXN|RM|Rp)(?![A-Za-z]))"
FIGURE = rf"(?:{CURRENCY}\s?\d[\d.,]*\d|{CURRENCY}\s?\d|\d[\d.,]*\s?[%％]|\d[\d.,]*\s?{CURRENCY})"
ADDRESS = r"https?://[^\s，。；！？、）》]+|www\.[^\s，。；！？、）》]+|[\w.+-]+@[\w-]+\.[\w.-]+\w|@[\w.]*\w"
ALWAYS = re.compile(f"{LITERAL}|{VARIABLE}|{ADDRESS}|{FIGURE}")
SPACED = re.compile(r"[^\W_]", re.UNICODE)
DENSE = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
"""Scripts that put no spaces between words: a term of theirs has no edges to look for."""


class TranslationEmpty(Refusal):
    """The service gave back nothing for something."""

    code = "translation.empty"


class MarkLost(Refusal):
    """Something that must stay is missing from the translation."""

    code = "translation.mark_lost"


class MarkRepeated(Refusal):
    """Something that must stay stands in the translation more often than in the text."""

    code = "translation.mark_repeated"


class MarkInvented(Refusal):
    """The translation holds a mark or variable that the text does not."""

    code = "translation.mark_invented"


@dataclass(frozen=True, slots=True)
class Masked:
    """A text with marks, and what each stands for in the translation, by number."""

    text: str
    kept: tuple[str, ...]


def mask(text: str, terms: Mapping[str, str]) -> Masked:
    """Put a mark in place of whatever must stay. `terms` maps a term to what stands for it in the translation, an empty
    text for the term as it is written; longer terms win, and letter case does not matter.
    """
    wanted = {term.casefold(): fixed for term, fixed in terms.items() if term.strip()}
    pattern = re.compile("|".join([ALWAYS.pattern, *_patterns(terms)]), re.IGNORECASE)
    kept: list[str] = []

    def marked(found: re.Match[str]) -> str:
        kept.append(wanted.get(found[0].casefold(), "") or found[0])
        return f"[[{len(kept) - 1}]]"

    return Masked(pattern.sub(marked, text), tuple(kept))


def unmask(masked: Masked, translated: str) -> str:
    """The translation with everything put back.

    Refuses with TranslationEmpty, MarkLost, MarkRepeated or MarkInvented.
    """
    if masked.text.strip() and not translated.strip():
        raise TranslationEmpty
    found = Counter(int(number) for number in MARK.findall(translated))
    _check(masked, found)
    bare = MARK.sub(" ", translated)
    invented = re.search(VARIABLE, bare)
    if invented:
        raise MarkInvented(mark=invented[0])
    return MARK.sub(lambda one: masked.kept[int(one[1])], translated).strip()


def _check(masked: Masked, found: Mapping[int, int]) -> None:
    """Every mark exactly once, and no other."""
    for number, times in sorted(found.items()):
        if number >= len(masked.kept):
            raise MarkInvented(mark=f"[[{number}]]")
        if times > 1:
            raise MarkRepeated(mark=masked.kept[number], times=times)
    lost = next((one for number, one in enumerate(masked.kept) if number not in found), None)
    if lost is not None:
        raise MarkLost(mark=lost)


def _patterns(terms: Iterable[str]) -> list[str]:
    """Terms as patterns, the longest first, whole words where their script has words."""
    ordered = sorted({term for term in terms if term.strip()}, key=lambda term: (-len(term), term))
    return [f"{_edge(term[0], behind=True)}{re.escape(term)}{_edge(term[-1], behind=False)}" for term in ordered]


def _edge(letter: str, *, behind: bool) -> str:
    if not SPACED.match(letter) or DENSE.match(letter):
        return ""
    # A Latin name may stand between Chinese characters, so only letters of its own kind end a word.
    own = r"[^\W_\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"
    return f"(?<!{own})" if behind else f"(?!{own})"
