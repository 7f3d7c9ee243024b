"""The data folder: database, key, sandbox state. Readable by its owner alone."""

import base64
import os
import secrets
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

KEY_FILE = "secret.key"
PRIVATE_FOLDER = 0o700
PRIVATE_FILE = 0o600


def home() -> Path:
    """Where this installation keeps its data: `RAPPORT_HOME`, or `var` in the present folder."""
    return Path(os.environ.get("RAPPORT_HOME") or "var").resolve()


def prepare(folder: Path) -> None:
    """Make the folder and the key that encrypts secrets at rest, where they are not there yet."""
    folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    if not (folder / KEY_FILE).exists():
        with suppress(FileExistsError):
            write_private(folder / KEY_FILE, base64.urlsafe_b64encode(secrets.token_bytes(32)).decode() + "\n")


def write_private(path: Path, text: str) -> None:
    """Write a new file that only its owner may read, wholly or not at all. Raises FileExistsError."""
    part = path.with_name(f"{path.name}.{os.getpid()}")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, PRIVATE_FILE)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(part, path)
    finally:
        part.unlink()


def read_key(folder: Path) -> bytes:
    """The installation's key; a passing one where nothing was prepared, as in type checks."""
    path = folder / KEY_FILE
    if not path.exists():
        return base64.urlsafe_b64encode(secrets.token_bytes(32))
    return path.read_bytes().strip()


def derived(key: bytes, purpose: str) -> str:
    """A secret for one purpose that cannot be turned back into the key."""
    return blake2b(purpose.encode(), key=key[:64], digest_size=32).hexdigest()
