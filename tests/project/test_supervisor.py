"""Children that are kept together."""

import sys
import time

import pytest

from rapport.project.supervisor import RESTARTS_MOST, Child, Supervisor

SLEEPER = [sys.executable, "-c", 'import time; print(\'{"name": "sleeper"}\', flush=True); time.sleep(60)']
QUITTER = [sys.executable, "-c", "raise SystemExit(3)"]


class Patience:
    """Says stop after so many looks."""

    def __init__(self, looks: int) -> None:
        self.left = looks

    def __call__(self) -> bool:
        self.left -= 1
        return self.left < 0


def test_a_childs_first_line_is_heard() -> None:
    supervisor = Supervisor(Patience(0))
    child = Child("sleeper", SLEEPER)
    assert supervisor.start_and_hear(child) == {"name": "sleeper"}
    assert supervisor.watch() == 0
    assert child.exit_code is not None


def test_a_child_that_says_nothing_ends_everything() -> None:
    supervisor = Supervisor(Patience(0))
    supervisor.start(sleeper := Child("sleeper", SLEEPER))
    with pytest.raises(SystemExit, match="quitter: did not start"):
        supervisor.start_and_hear(Child("quitter", QUITTER))
    assert sleeper.exit_code is not None


def test_a_child_that_keeps_dying_ends_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rapport.project.supervisor.LOOK_EVERY_S", 0.05)
    supervisor = Supervisor(Patience(10_000))
    supervisor.start(quitter := Child("quitter", QUITTER))
    started = time.monotonic()
    assert supervisor.watch() == 1
    assert quitter.restarts == RESTARTS_MOST + 1
    assert time.monotonic() - started < 30
