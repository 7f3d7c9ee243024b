"""What each engine of the search benchmark must do, over the same rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from benchmarks.crowd import Crowd
from benchmarks.questions import Question

PAGE = 50


@dataclass(frozen=True)
class Answer:
    """How many rows pass, and the ids of a page."""

    total: int
    ids: tuple[int, ...]


Counts = Mapping[str, Mapping[str, int]]


class Engine(Protocol):
    """One engine in its own folder."""

    name: str

    def load(self, crowd: Iterable[Crowd]) -> None:
        """Take all rows in."""

    def page(self, question: Question, start: int = 0) -> Answer:
        """Fifty rows by the ranking, from one on, and the exact total."""

    def facets(self, question: Question) -> Counts:
        """Counts of categories, languages and scores among those who pass."""

    def text(self, needle: str) -> Answer:
        """Fifty rows whose handle holds a text, by the ranking, and the total."""

    def change(self, crowd: Crowd) -> None:
        """Take these rows in place of those of the same ids, so that the next question sees them."""

    def close(self) -> None:
        """Let go of what is held."""
