"""Backup and restore: everything comes back, also on another installation with another key."""

import json
import stat
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from tests.stories.own_database import environment

Place = dict[str, str]


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """An installation with one shop and three creators."""
    made = environment(tmp_path / "first")
    run("-m", "tests.stories.racetrack", "GB", "guidebook", "20", "3", place=made)
    return made


def run(*command: str, place: Place, code: int = 0) -> str:
    ended = subprocess.run([sys.executable, *command], env=place, capture_output=True, check=False, text=True)
    assert ended.returncode == code, ended.stderr
    return ended.stdout


def rapport(*arguments: str, place: Place, code: int = 0) -> Any:
    return json.loads(run("-m", "rapport", *arguments, "--json", place=place, code=code))


def peek(place: Place) -> Any:
    return json.loads(run("-m", "tests.project.peek", place=place))


def test_what_was_lost_since_comes_back(place: Place, tmp_path: Path) -> None:
    before = peek(place)
    rapport("backup", str(tmp_path / "kept.zip"), place=place)
    run("-m", "tests.stories.racetrack", "US", "us-2025", "20", "2", place=place)
    assert peek(place) != before
    rapport("restore", str(tmp_path / "kept.zip"), "--yes", place=place)
    assert peek(place) == before


def test_it_opens_on_another_installation_with_a_key_of_its_own(place: Place, tmp_path: Path) -> None:
    rapport("backup", str(tmp_path / "kept.zip"), place=place)
    other = environment(tmp_path / "second")
    peek(other)
    rapport("restore", str(tmp_path / "kept.zip"), "--yes", place=other)
    assert peek(other) == peek(place)
    keys = {(tmp_path / folder / "secret.key").read_text() for folder in ("first", "second")}
    assert len(keys) == 2


def test_nobody_else_may_read_it_and_it_holds_no_plain_secret(place: Place, tmp_path: Path) -> None:
    rapport("backup", str(tmp_path / "kept.zip"), place=place)
    assert stat.S_IMODE((tmp_path / "kept.zip").stat().st_mode) == 0o600
    with zipfile.ZipFile(tmp_path / "kept.zip") as archive:
        content = b"".join(archive.read(name) for name in archive.namelist())
    assert b"ROW_access" not in content


def test_without_its_key_it_opens_with_the_key_alone(place: Place, tmp_path: Path) -> None:
    rapport("backup", str(tmp_path / "kept.zip"), "--without-key", place=place)
    told = rapport("restore", str(tmp_path / "kept.zip"), "--yes", place=place, code=2)
    assert told["error"] == "backup.key_missing"
    key = str(tmp_path / "first" / "secret.key")
    rapport("restore", str(tmp_path / "kept.zip"), "--key", key, "--yes", place=place)
    assert peek(place)["shops"] == [["Moonwell GB", "ROW_access", True]]


def test_a_damaged_backup_changes_nothing(place: Place, tmp_path: Path) -> None:
    before = peek(place)
    (tmp_path / "damaged.zip").write_bytes(b"PK\x03\x04 not a backup")
    told = rapport("restore", str(tmp_path / "damaged.zip"), "--yes", place=place, code=2)
    assert told["error"] == "backup.unreadable"
    assert peek(place) == before


def test_a_backup_is_never_written_over(place: Place, tmp_path: Path) -> None:
    rapport("backup", str(tmp_path / "kept.zip"), place=place)
    assert rapport("backup", str(tmp_path / "kept.zip"), place=place, code=2)["error"] == "backup.exists"
