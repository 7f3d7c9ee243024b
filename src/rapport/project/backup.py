"""Backup and restore of everything the product keeps, while it runs; the same file fits SQLite and PostgreSQL.

A backup is a zip: a manifest, one file of JSON lines per model, and the installation's key unless it is left
out. Secrets stay encrypted in it. A restore decrypts them with the backup's key and encrypts them with this
installation's own, so that the processes that run need not be stopped. The sandbox is a platform of its own and
is not part of it.
"""

import json
import os
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from django.apps import apps
from django.conf import settings
from django.core.management.color import no_style
from django.core.serializers.json import DjangoJSONEncoder
from django.core.serializers.python import Deserializer, Serializer
from django.db import DEFAULT_DB_ALIAS, connection, connections, models, transaction

from rapport.project.home import KEY_FILE, PRIVATE_FILE
from rapport.shared.refusals import Refusal
from rapport.shops.models.encrypted import EncryptedTextField

FORMAT = 1
MANIFEST = "manifest.json"
SNAPSHOT = "snapshot"
BATCH = 1000
LEFT_OUT = frozenset({"sessions.session", "contenttypes.contenttype", "auth.permission", "auth.group"})
"""What every installation makes for itself."""


class BackupExists(Refusal):
    """A file of this name is there already; a backup never overwrites one."""

    code = "backup.exists"


class BackupUnreadable(Refusal):
    """The file is not a whole backup of a format this version knows; nothing was changed."""

    code = "backup.unreadable"


class BackupKeyMissing(Refusal):
    """The backup holds no key, or the key does not open its secrets; nothing was changed."""

    code = "backup.key_missing"


@dataclass(frozen=True, slots=True)
class BackupReport:
    """How many rows of how many kinds went in or out."""

    file: str
    rows: int
    kinds: int


def back_up(target: Path, *, with_key: bool, now: datetime) -> BackupReport:
    """Write a backup, readable by its owner alone and whole or not at all. Refuses with BackupExists."""
    if target.exists():
        raise BackupExists(file=str(target))
    part = target.with_name(f"{target.name}.part")
    handle = os.open(part, os.O_RDWR | os.O_CREAT | os.O_TRUNC, PRIVATE_FILE)
    alias = _snapshot_alias()
    with os.fdopen(handle, "w+b") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive, transaction.atomic(using=alias):
            _freeze(alias)
            counts = {label: _write_model(archive, model, alias) for label, model in _kept_models().items()}
            if with_key:
                archive.writestr(KEY_FILE, settings.RAPPORT_KEY)
            archive.writestr(MANIFEST, json.dumps({"format": FORMAT, "made_at": now.isoformat(), "rows": counts}))
        file.flush()
        os.fsync(file.fileno())
    part.rename(target)
    connections[alias].close()
    return BackupReport(str(target), sum(counts.values()), len(counts))


def restore(source: Path, *, key: bytes | None = None) -> BackupReport:
    """Put a backup in place of everything that is there, in one transaction.

    `key` opens a backup that was made without its own. Refuses with BackupUnreadable or BackupKeyMissing.
    """
    try:
        with zipfile.ZipFile(source) as archive:
            manifest = _manifest(archive, source)
            opener = _opener(archive, key)
            with transaction.atomic():
                for model in reversed(_kept_models().values()):
                    _rows(model).all()._raw_delete(using=DEFAULT_DB_ALIAS)  # noqa: SLF001 - all rows, no cascade
                rows = sum(
                    _read_model(archive, label, model, opener)
                    for label, model in _kept_models().items()
                    if label in manifest["rows"]
                )
                _reset_sequences()
    except (zipfile.BadZipFile, OSError, KeyError, ValueError) as trouble:
        raise BackupUnreadable(file=str(source), why=type(trouble).__name__) from trouble
    except InvalidToken as trouble:
        raise BackupKeyMissing(file=str(source)) from trouble
    return BackupReport(str(source), rows, len(manifest["rows"]))


def _kept_models() -> dict[str, type[models.Model]]:
    found = {model._meta.label_lower: model for model in apps.get_models()}  # noqa: SLF001 - Django's documented API
    return {label: model for label, model in found.items() if label not in LEFT_OUT}


def _rows(model: type[models.Model]) -> models.Manager[models.Model]:
    return model._default_manager  # noqa: SLF001 - Django's documented API


def _secret_fields(model: type[models.Model]) -> list[str]:
    return [field.name for field in model._meta.fields if isinstance(field, EncryptedTextField)]  # noqa: SLF001


def _snapshot_alias() -> str:
    """A second connection whose transaction only reads: on SQLite it must not take the write lock that ours take."""
    if SNAPSHOT not in connections.databases:
        base = connections.databases[DEFAULT_DB_ALIAS]
        options = {**base.get("OPTIONS", {})}
        if connection.vendor == "sqlite":
            options["transaction_mode"] = "DEFERRED"
        connections.databases[SNAPSHOT] = {**base, "OPTIONS": options}
    return SNAPSHOT


def _freeze(alias: str) -> None:
    """Let the whole transaction see one moment."""
    if connections[alias].vendor == "postgresql":
        with connections[alias].cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")


def _write_model(archive: zipfile.ZipFile, model: type[models.Model], alias: str) -> int:
    secrets, cipher, count = _secret_fields(model), Fernet(settings.RAPPORT_KEY), 0
    with archive.open(f"{model._meta.label_lower}.jsonl", "w") as file:  # noqa: SLF001
        rows = _rows(model).using(alias).order_by("pk").iterator(chunk_size=BATCH)
        for record in _records(rows):
            for name in secrets:
                if record["fields"][name]:
                    record["fields"][name] = cipher.encrypt(record["fields"][name].encode()).decode()
            file.write(json.dumps(record, cls=DjangoJSONEncoder, ensure_ascii=False).encode() + b"\n")
            count += 1
    return count


def _records(rows: Iterator[models.Model]) -> Iterator[dict[str, Any]]:
    for row in rows:
        yield from Serializer().serialize([row])


def _read_model(archive: zipfile.ZipFile, label: str, model: type[models.Model], opener: Fernet | None) -> int:
    secrets, count = _secret_fields(model), 0
    batch: list[models.Model] = []
    with archive.open(f"{label}.jsonl") as file:
        for line in file:
            record = json.loads(line)
            _open_secrets(record["fields"], secrets, opener)
            batch.extend(found.object for found in Deserializer([record]))
            if len(batch) == BATCH:
                count += len(_rows(model).bulk_create(batch))
                batch = []
    return count + len(_rows(model).bulk_create(batch))


def _open_secrets(fields: dict[str, Any], secrets: list[str], opener: Fernet | None) -> None:
    for name in secrets:
        if fields[name]:
            if opener is None:
                raise InvalidToken
            fields[name] = opener.decrypt(fields[name].encode()).decode()


def _manifest(archive: zipfile.ZipFile, source: Path) -> Mapping[str, Any]:
    if archive.testzip() is not None:
        raise BackupUnreadable(file=str(source), why="damaged")
    manifest: Mapping[str, Any] = json.loads(archive.read(MANIFEST))
    if manifest["format"] != FORMAT:
        raise BackupUnreadable(file=str(source), why=f"format {manifest['format']}")
    return manifest


def _opener(archive: zipfile.ZipFile, key: bytes | None) -> Fernet | None:
    found = key or (archive.read(KEY_FILE) if KEY_FILE in archive.namelist() else None)
    return Fernet(found.strip()) if found else None


def _reset_sequences() -> None:
    statements = connection.ops.sequence_reset_sql(no_style(), list(_kept_models().values()))
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
