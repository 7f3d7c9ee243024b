"""The command line as a person types it, without a process of its own."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from django.utils.translation import activate, deactivate_all, get_language

from rapport.project.main import rapport_command


class Terminal:
    """Types commands and reads the answers."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def type(self, *words: str) -> Result:
        return CliRunner().invoke(rapport_command, list(words))

    def read(self, *words: str) -> Any:
        """The answer as data."""
        answer = self.type(*words, "--json")
        assert answer.exit_code == 0, answer.output
        return json.loads(answer.output)

    def refused(self, *words: str) -> Any:
        """The refusal as data."""
        answer = self.type(*words, "--json")
        assert answer.exit_code == 2, answer.output
        return json.loads(answer.output)

    def file(self, content: bytes, name: str = "file.csv") -> str:
        path = self.folder / name
        path.write_bytes(content)
        return str(path)


@pytest.fixture
def terminal(db: None, tmp_path: Path) -> Iterator[Terminal]:
    """Its sentences are the texts of the source, whether catalogues are compiled or not."""
    before = get_language()
    deactivate_all()
    yield Terminal(tmp_path)
    activate(before or "en")
