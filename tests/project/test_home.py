"""The data folder and its key."""

import stat
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from rapport.project.home import derived, prepare, read_key, write_private


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_folder_and_key_are_their_owners_alone(tmp_path: Path) -> None:
    prepare(tmp_path / "var")
    assert (mode(tmp_path / "var"), mode(tmp_path / "var" / "secret.key")) == (0o700, 0o600)


def test_the_key_is_made_once_and_fits(tmp_path: Path) -> None:
    prepare(tmp_path)
    first = read_key(tmp_path)
    prepare(tmp_path)
    assert read_key(tmp_path) == first
    assert Fernet(first).decrypt(Fernet(first).encrypt(b"token")) == b"token"


def test_a_private_file_is_never_replaced(tmp_path: Path) -> None:
    write_private(tmp_path / "note", "first")
    with pytest.raises(FileExistsError):
        write_private(tmp_path / "note", "second")
    assert (tmp_path / "note").read_text() == "first"
    assert [path.name for path in tmp_path.iterdir()] == ["note"]


def test_secrets_for_different_purposes_differ() -> None:
    assert derived(b"key", "django") != derived(b"key", "other")
    assert derived(b"key", "django") == derived(b"key", "django")
