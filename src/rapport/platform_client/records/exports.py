"""Exports of the platform's own figures: tasks that make a file, and the file."""

from typing import Annotated

from pydantic import AliasPath, Base64Bytes, BeforeValidator, Field

from rapport.platform_client.records.base import Record, named


class StartedExport(Record):
    id: str = Field(validation_alias=AliasPath("task", "id"))


class Export(Record):
    """One export of the last 7 days; `status` is RUNNING, SUCCEEDED or FAILED, `subject` what was asked for."""

    id: str
    subject: str | None = named("module_type")
    file_name: str | None = None
    status: str = ""


class Exports(Record):
    items: tuple[Export, ...] = named("tasks", default=())


def _bytes_of_text(value: object) -> object:
    return value.encode() if isinstance(value, str) else value


class ExportFile(Record):
    """What a finished export wrote."""

    content: Annotated[Base64Bytes, BeforeValidator(_bytes_of_text)] = Field(
        validation_alias=AliasPath("file", "base64"), repr=False
    )
