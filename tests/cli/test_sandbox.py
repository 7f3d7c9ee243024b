"""`rapport sandbox serve` becomes the sandbox's own process, which takes all its options."""

import os
import sys

import pytest
from click.testing import CliRunner

from rapport.project.main import rapport_command


def test_all_that_is_said_is_handed_on_and_no_database_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[list[str]] = []
    monkeypatch.setattr(os, "execv", lambda _program, words: begun.append(words))
    words = ["--port", "8100", "--seed", "3", "--policy", "guidebook", "--clock", "manual", "--help", "--json"]
    assert CliRunner().invoke(rapport_command, ["sandbox", "serve", *words]).exit_code == 0
    assert begun == [[sys.executable, "-m", "sandbox", "serve", *words]]
