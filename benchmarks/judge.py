"""The judge of the outreach game, in a process of its own: what is said to it and what it answers."""

import json
import subprocess
import sys
from types import TracebackType
from typing import Any, Protocol, Self

Act = tuple[str, int]


class Policy(Protocol):
    """Decides day by day from what anybody could see."""

    def decide(self, today: dict[str, Any]) -> list[Act]:
        """What to do now, from the day's number, units left, what happened, and who waits for us. Where somebody waits
        and something is done, the day goes on, for they may ask again.
        """


class Opens(Protocol):
    """A policy for a new play."""

    def __call__(self, public: dict[str, Any]) -> Policy: ...


class Judge:
    """`python -m sandbox.game` behind pipes."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "sandbox.game"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process.stdin is not None:
            self._process.stdin.close()
        self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()

    def ask(self, question: dict[str, object]) -> dict[str, Any]:
        """One line out, one line back. Raises ValueError where the judge refuses."""
        if self._process.stdin is None or self._process.stdout is None:
            raise ValueError("the judge has no pipes")
        self._process.stdin.write(json.dumps(question) + "\n")
        self._process.stdin.flush()
        told: dict[str, Any] = json.loads(self._process.stdout.readline())
        if "error" in told:
            raise ValueError(told["error"])
        return told

    def play(self, opening: dict[str, object], opens: Opens) -> dict[str, float]:
        """Let a policy play one world; its score."""
        today = self.ask({"open": opening})
        policy = opens(today["public"])
        while "score" not in today:
            acts = policy.decide(today)
            today = self.ask({"acts": acts, "night": not (acts and today["waiting"])})
        score: dict[str, float] = today["score"]
        return score

    def reference(self, opening: dict[str, object], name: str) -> dict[str, float]:
        """The score of a policy that knows the truth."""
        self.ask({"open": opening})
        score: dict[str, float] = self.ask({"reference": name})["score"]
        return score
