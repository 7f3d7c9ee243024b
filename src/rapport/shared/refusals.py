"""What a rule answers in words: a refusal that stops an action, a reason that explains a decision.

Both carry a code and plain data. The sentence for a code stands in the message catalogues (`rapport/locale`), in
every language, and the doors put code and data together: console, API, command line and log show the same sentence.
"""

from dataclasses import dataclass, field
from typing import ClassVar

Plain = str | int | bool | None
Data = dict[str, Plain]


class Refusal(Exception):  # noqa: N818 - named after what is refused, as the whole tree is
    """An action that was not done, and why. `code` names the sentence, `data` fills it."""

    code: ClassVar[str] = "refused"

    def __init__(self, **data: Plain) -> None:
        super().__init__(self.code, data)
        self.data: Data = data

    def __str__(self) -> str:
        inside = ", ".join(f"{name}={value}" for name, value in self.data.items())
        return f"{self.code}({inside})"


class NotFound(Refusal):
    """There is no such thing in this workspace; `what` is a word of the glossary."""

    code = "not_found"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a rule decided as it did: the sentence's code and the numbers in it."""

    code: str
    data: Data = field(default_factory=dict)

    def as_json(self) -> dict[str, object]:
        return {"code": self.code, "data": dict(self.data)}

    @classmethod
    def from_json(cls, stored: dict[str, object]) -> "Reason":
        data = stored.get("data")
        return cls(str(stored["code"]), dict(data) if isinstance(data, dict) else {})
