"""Values with their provenance: every number says who said so, when, and how far it can be trusted."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from rapport.shared.refusals import Refusal

Confidence = Literal["official", "measured", "secondary", "unverified", "assumed"]
Raw = Mapping[str, object]
ModelT = TypeVar("ModelT", bound=BaseModel)

LENGTH_MOST = 3_650
"""No wait is longer, in hours or days: beyond some point the calendar itself ends."""
Count = Annotated[int, Field(ge=0, strict=True)]
Positive = Annotated[int, Field(gt=0, strict=True)]
Length = Annotated[int, Field(gt=0, le=LENGTH_MOST, strict=True)]
Rate = Annotated[int, Field(ge=0, le=10_000, strict=True)]
"""Numbers as data files write them; one in quotes is none."""


class DataFileInvalid(Refusal):
    """A policy pack or playbook is wrong; `field` says where, `problem` what."""

    code = "policies.file_invalid"


class Provenance(BaseModel):
    """Where a value comes from."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    source: str = Field(min_length=1)
    as_of: date
    confidence: Confidence


class _Entry(Provenance):
    value: object


def split(
    file: str, section: str, raw: Raw, sources: Mapping[str, str]
) -> tuple[dict[str, object], dict[str, Provenance]]:
    """Part a section's tables into plain values and their provenance, both by field name.

    Refuses with DataFileInvalid for a value without source, date or confidence, or with a source nobody listed.
    """
    values: dict[str, object] = {}
    provenance: dict[str, Provenance] = {}
    for name, table in raw.items():
        entry = checked(_Entry, table, file=file, field=f"{section}.{name}")
        if entry.source not in sources:
            raise DataFileInvalid(file=file, field=f"{section}.{name}.source", problem=f"unknown source {entry.source}")
        values[name] = entry.value
        provenance[f"{section}.{name}"] = Provenance(
            source=sources[entry.source], as_of=entry.as_of, confidence=entry.confidence
        )
    return values, provenance


def checked(model: type[ModelT], raw: object, *, file: str, field: str) -> ModelT:
    """`raw` as a `model`. Refuses with DataFileInvalid that names the first wrong field."""
    try:
        return model.model_validate(raw)
    except ValidationError as trouble:
        first = trouble.errors()[0]
        where = ".".join([field, *(str(part) for part in first["loc"])])
        raise DataFileInvalid(file=file, field=where, problem=first["msg"]) from None
