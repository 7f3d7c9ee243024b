"""The index of this product, asked through the screen's text as pages ask it."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks.crowd import Crowd
from benchmarks.engines.engine import PAGE, Answer, Counts
from benchmarks.questions import FACETS, POINTS, SCORES, Question

from rapport.creators.queries.library_rows import SCHEMA
from rapport.index.searching import Order, count_choices, search
from rapport.index.segment import Segment
from rapport.index.store import Store
from rapport.shared.conditions import Contains

ORDER = Order(POINTS, sums=True)


class Ours:
    name = "rapport"

    def __init__(self, folder: Path) -> None:
        self.store = Store(folder, SCHEMA)

    def load(self, crowd: Iterable[Crowd]) -> None:
        with self.store.writing():
            self.store.rebuild((part.batch() for part in crowd), {})

    def page(self, question: Question, start: int = 0) -> Answer:
        found = search(self._segments(), question.condition, ORDER, start=start, length=PAGE)
        return Answer(found.total, found.ids)

    def facets(self, question: Question) -> Counts:
        return count_choices(self._segments(), question.condition, list(FACETS), {"score": SCORES})

    def text(self, needle: str) -> Answer:
        found = search(self._segments(), Contains("handle", needle), ORDER, start=0, length=PAGE)
        return Answer(found.total, found.ids)

    def change(self, crowd: Crowd) -> None:
        with self.store.writing():
            self.store.change(crowd.ids.tolist(), lambda _: [crowd.batch()], {})

    def close(self) -> None:
        """Nothing is held."""

    def _segments(self) -> Sequence[Segment]:
        version = self.store.version()
        if version is None:
            raise RuntimeError("nothing was loaded")
        return version.segments
