"""The data folder: database, key, sandbox state. Readable by its owner alone."""

import base64
import os
import secrets
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
    try:
        handle = os.open(folder / KEY_FILE, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE)
    except FileExistsError:
        return
    with os.fdopen(handle, "wb") as file:
        file.write(base64.urlsafe_b64encode(secrets.token_bytes(32)) + b"\n")
        file.flush()
        os.fsync(file.fileno())


def read_key(folder: Path) -> bytes:
    """The installation's key; a passing one where nothing was prepared, as in type checks."""
    path = folder / KEY_FILE
    if not path.exists():
        return base64.urlsafe_b64encode(secrets.token_bytes(32))
    return path.read_bytes().strip()


def derived(key: bytes, purpose: str) -> str:
    """A secret for one purpose that cannot be turned back into the key."""
    return blake2b(purpose.encode(), key=key[:64], digest_size=32).hexdigest()
