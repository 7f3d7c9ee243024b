"""Which of the usual questions a creator asks: a message is held against known phrases, in any script.

A phrase is features: words and pairs of words where a script has spaces, runs of characters everywhere. A feature
counts by how rare it is and by how much it belongs to one question alone. Two figures make the score of a question, 0
to 100: how near the nearest phrase is (cosine), and how much of the message its phrases explain together.
"""

import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

Features = dict[str, float]
ADDRESS = re.compile(r"https?://\S+|www\.\S+|@[\w.]+")
DENSE = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff々ー]+")
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
SENTENCES = re.compile(r"[.!?…。！？；;،，\n]+|,\s|\s[-–—]\s|(?<=[คะครับค่ะ])\s")
GREETING = ""
"""The slug of phrases that ask nothing."""
UNKNOWN_WORD, UNKNOWN_RUN = 0.8, 0.12
"""What a feature that no phrase holds counts, as a share of the rarest: it says that something else is meant, too."""
SURE, LIKELY, UNSURE = 70, 42, 28
"""Scores from which a question is named so; chosen on messages that no phrase was written from (docs/decisions)."""
MARGIN = 12
"""By how much a sure question is ahead of every other."""
SHOWN_PHRASES = 3


class Sureness(StrEnum):
    """How likely it is that a message asks a question, in words."""

    SURE = "sure"
    LIKELY = "likely"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that a message may ask, and the known phrases that it is like."""

    slug: str
    score: int
    sureness: Sureness
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a message asks, the likeliest first; `whole` is whether nothing stands in it that is not understood."""

    asked: tuple[Asked, ...]
    whole: bool

    @property
    def only(self) -> Asked | None:
        """The one question that is surely asked, where nothing else is."""
        others = [one for one in self.asked if one.sureness is not Sureness.UNSURE]
        return others[0] if self.whole and len(others) == 1 and others[0].sureness is Sureness.SURE else None


@dataclass(frozen=True, slots=True)
class Matcher:
    """Known phrases, prepared once for many messages."""

    phrases: tuple[tuple[str, str], ...]
    vectors: tuple[Features, ...]
    weights: Features
    shares: Mapping[str, Mapping[str, float]]
    rarest: float

    @classmethod
    def of(cls, phrases: Iterable[tuple[str, str]]) -> "Matcher":
        """From pairs of a question's slug and a phrase; the empty slug is for greetings."""
        known = tuple((slug, phrase) for slug, phrase in phrases if phrase.strip())
        counted = [_features(phrase) for _, phrase in known]
        found_in: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for (slug, _), features in zip(known, counted, strict=True):
            for feature in features:
                found_in[feature][slug] += 1
        sizes = Counter(slug for slug, _ in known)
        shares = {feature: _shares(counts, sizes) for feature, counts in found_in.items()}
        rarest = math.log(len(known) + 1) + 1
        weights = {
            feature: (rarest - math.log(counts.total())) * max(shares[feature].values()) ** 2
            for feature, counts in found_in.items()
        }
        vectors = tuple(_weighed(features, weights) for features in counted)
        return cls(known, vectors, weights, shares, rarest)

    def read(self, message: str) -> Reading:
        """What a message asks, sentence by sentence."""
        best: dict[str, Asked] = {}
        whole = True
        for sentence in _sentences(message):
            scores = self._scores(sentence)
            top = max((score for score, _ in scores.values()), default=0)
            whole = whole and (top >= LIKELY or self._asks_nothing(sentence))
            for one in _named({slug: found for slug, found in scores.items() if slug != GREETING}):
                best[one.slug] = min(best.get(one.slug, one), one, key=_place)
        return Reading(tuple(sorted(best.values(), key=_place)), whole)

    def _scores(self, sentence: str) -> dict[str, tuple[int, tuple[str, ...]]]:
        """Each question's score for one sentence, and the phrases that made it."""
        everything = self._vector(sentence)
        # What belongs to a greeting says nothing of a question, unless nothing else is there.
        vector = {feature: value for feature, value in everything.items() if not self._greets(feature)} or everything
        length = math.sqrt(sum(value * value for value in vector.values()))
        total = sum(vector.values())
        near: defaultdict[str, list[tuple[float, str]]] = defaultdict(list)
        for (slug, phrase), known in zip(self.phrases, self.vectors, strict=True):
            shared = sum(value * vector[feature] for feature, value in known.items() if feature in vector)
            if shared:
                near[slug].append((shared / length, phrase))
        found = {}
        for slug, ones in near.items():
            ones.sort(key=lambda one: (-one[0], one[1]))
            explained = sum(
                value * self.shares[feature].get(slug, 0) for feature, value in vector.items() if feature in self.shares
            )
            score = round(100 * (ones[0][0] + explained / total) / 2)
            found[slug] = (min(score, 100), tuple(phrase for _, phrase in ones[:SHOWN_PHRASES]))
        return found

    def _vector(self, sentence: str) -> Features:
        """A sentence's features with their weights."""
        features = _features(sentence)
        weighed = _weighed(features, self.weights, normal=False)
        for feature, count in features.items():
            if feature not in self.weights:
                share = UNKNOWN_WORD if feature.startswith("w:") else UNKNOWN_RUN
                weighed[feature] = self.rarest * share * count
        return weighed

    def _greets(self, feature: str) -> bool:
        return self.shares.get(feature, {}).get(GREETING, 0) > 1 / 2

    def _asks_nothing(self, sentence: str) -> bool:
        """Whether most of a sentence is a greeting or thanks."""
        vector = self._vector(sentence)
        greets = sum(value for feature, value in vector.items() if self._greets(feature))
        return greets > sum(vector.values()) / 2


def _place(one: Asked) -> tuple[int, int, str]:
    return list(Sureness).index(one.sureness), -one.score, one.slug


def _named(scores: Mapping[str, tuple[int, tuple[str, ...]]]) -> tuple[Asked, ...]:
    """The questions of one sentence, each with the word for how sure it is."""
    ordered = sorted(scores.items(), key=lambda one: (-one[1][0], one[0]))
    named = []
    for place, (slug, (score, phrases)) in enumerate(ordered):
        if score < UNSURE:
            break
        next_score = ordered[place + 1][1][0] if place + 1 < len(ordered) else 0
        sureness = Sureness.UNSURE if score < LIKELY else Sureness.LIKELY
        if score >= SURE and score - next_score >= MARGIN:
            sureness = Sureness.SURE
        named.append(Asked(slug, score, sureness, phrases))
    return tuple(named)


def _sentences(message: str) -> Sequence[str]:
    plain = ADDRESS.sub(" ", unicodedata.normalize("NFKC", message))
    return [part for part in SENTENCES.split(plain) if any(letter.isalpha() for letter in part)]


def _features(text: str) -> Counter[str]:
    plain = unicodedata.normalize("NFKC", text).casefold().replace("’", "'")
    found: Counter[str] = Counter()
    for run in DENSE.findall(plain):
        found.update(f"c:{run[start : start + size]}" for size in (1, 2, 3) for start in range(len(run) - size + 1))
    words = WORD.findall(DENSE.sub(" ", plain))
    found.update(f"w:{word}" for word in words)
    found.update(f"p:{first} {second}" for first, second in pairwise(words))
    for word in words:
        edged = f"^{word}$"
        found.update(f"c:{edged[start : start + 4]}" for start in range(max(1, len(edged) - 3)))
    return found


def _shares(counts: Mapping[str, int], sizes: Mapping[str, int]) -> dict[str, float]:
    """How much a feature belongs to each question, however many phrases each has."""
    rates = {slug: count / sizes[slug] for slug, count in counts.items()}
    total = sum(rates.values())
    return {slug: rate / total for slug, rate in rates.items()}


def _weighed(features: Mapping[str, int], weights: Mapping[str, float], *, normal: bool = True) -> Features:
    weighed = {feature: weights[feature] * count for feature, count in features.items() if feature in weights}
    length = math.sqrt(sum(value * value for value in weighed.values())) if normal else 1
    return {feature: value / length for feature, value in weighed.items()} if length else {}
