"""What a pack says must not stand in a message: words by kind and language, and shapes such as links."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

ForbiddenShape = Literal["link", "email", "phone"]
ForbiddenKind = Literal["contact", "outside_payment", "promise"]
EVERY_LANGUAGE = "*"


class ForbiddenWords(BaseModel):
    """Words of one kind; `language` is a code, or `*` for names that are the same everywhere."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: ForbiddenKind
    language: str = Field(pattern=r"^(\*|[a-z]{2,3})$")
    words: tuple[str, ...] = Field(min_length=1)
