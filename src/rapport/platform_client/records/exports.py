"""Exports of the platform's own figures: tasks that make a file, and the file."""

from pydantic import AliasPath, Base64Bytes, Field

from rapport.platform_client.records.base import Record, named


class StartedExport(Record):
    id: str = Field(validation_alias=AliasPath("task", "id"))


class Export(Record):
    """One export of the last 7 days; `status` is RUNNING, SUCCEEDED or FAILED, `subject` what was asked for."""

    id: str
    subject: str | None = named("module_type")
    file_name: str | None = None
    status: str = ""


class ExportList(Record):
    items: tuple[Export, ...] = named("tasks", default=())


class ExportFile(Record):
    """What a finished export wrote."""

    content: Base64Bytes = Field(validation_alias=AliasPath("file", "base64"), repr=False)
