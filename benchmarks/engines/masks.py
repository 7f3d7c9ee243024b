"""Plain numpy masks over columns in memory, sorted as ours and cut by binary search: the limit to measure against."""

from collections.abc import Iterable
from pathlib import Path

import numpy as np
from benchmarks.crowd import KEYS, Crowd
from benchmarks.engines.columns import CODES
from benchmarks.engines.engine import PAGE, Answer, Counts
from benchmarks.questions import POINTS, SCORES, Question

from rapport.index.schema import Numbers, Stored
from rapport.shops.rules.regions import REGIONS

HELD = ("followers", "female_share", "gmv_30d", "videos_30d", "interaction_rate", "adult_share", "score")
LARGE = np.iinfo(np.int32).max


class Masks:
    name = "numpy masks"

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.columns: dict[str, Stored] = {}
        self.starts: Numbers = np.empty(0, np.int64)
        self.handles: list[str] = []

    def load(self, crowd: Iterable[Crowd]) -> None:
        parts = [self._held(part) for part in crowd]
        joined = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
        order = np.lexsort((-joined["gmv_30d"], joined["region"]))
        self.columns = {name: column[order] for name, column in joined.items()}
        self.starts = np.searchsorted(self.columns["region"], np.arange(len(CODES) + 1))

    def page(self, question: Question, start: int = 0) -> Answer:
        rows = self._passing(question)
        total = len(rows)
        keys = self.columns["rank"][rows]
        if len(rows) > start + PAGE:
            bar = np.partition(keys, len(keys) - start - PAGE)[len(keys) - start - PAGE]
            rows, keys = rows[keys >= bar], keys[keys >= bar]
        ids = self.columns["id"][rows]
        best = ids[np.lexsort((ids, -keys))][start : start + PAGE]
        return Answer(total, tuple(best.tolist()))

    def facets(self, question: Question) -> Counts:
        rows = self._passing(question)
        scores = self.columns["score"][rows]
        categories = np.zeros(len(KEYS) + 1, np.int64)
        for rank in range(3):
            categories += np.bincount(self.columns[f"category{rank}"][rows], minlength=len(KEYS) + 1)
        regions = np.bincount(self.columns["region"][rows], minlength=len(CODES))
        languages: dict[str, int] = {}
        for code, count in zip(CODES, regions.tolist(), strict=True):
            if count:
                languages[REGIONS[code].language] = languages.get(REGIONS[code].language, 0) + count
        return {
            "category": {KEYS[place]: int(count) for place, count in enumerate(categories[:-1]) if count},
            "language": languages,
            "score": {str(one): int(np.count_nonzero(scores == one)) for one in SCORES if (scores == one).any()},
        }

    def text(self, needle: str) -> Answer:
        raise NotImplementedError

    def change(self, crowd: Crowd) -> None:
        raise NotImplementedError

    def close(self) -> None:
        self.columns = {}

    def _held(self, part: Crowd) -> dict[str, Stored]:
        found: dict[str, Stored] = {name: part.numbers[name].clip(-1, LARGE).astype(np.int32) for name in HELD}
        found["rank"] = sum(
            (part.numbers[name].clip(0) * weight for name, weight in POINTS), np.zeros(1, np.int64)
        ).astype(np.int32)
        found |= {"id": part.ids.astype(np.int32), "region": part.region.astype(np.uint8)}
        for rank in range(3):
            places = part.categories[:, rank]
            found[f"category{rank}"] = np.where(places < 0, len(KEYS), places).astype(np.uint8)
        return found

    def _passing(self, question: Question) -> Numbers:
        first, last = 0, len(self.columns["id"])
        if question.region:
            place = CODES.index(question.region)
            first, last = int(self.starts[place]), int(self.starts[place + 1])
            low = next(one.low for one in question.bounds if one.field == "gmv_30d")
            last = first + int(np.searchsorted(-self.columns["gmv_30d"][first:last], -(low or 0), side="right"))
        mask = np.ones(last - first, np.bool_)
        for one in question.bounds:
            column = self.columns[one.field][first:last]
            if one.low is not None:
                mask &= column >= one.low
            if one.high is not None:
                mask &= column <= one.high
        found: Numbers = np.flatnonzero(mask) + first
        return found
