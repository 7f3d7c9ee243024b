"""Names that people give to tags, lists and saved views: how one is kept, and when two are the same."""

from dataclasses import dataclass

from rapport.shared.layouts import folded
from rapport.shared.refusals import Refusal

NAME_CHARS, FOLDED_CHARS = 40, 80


class NameMissing(Refusal):
    """A tag, list or view needs a name."""

    code = "naming.missing"


class NameTooLong(Refusal):
    """A name is longer than a line of a list holds."""

    code = "naming.too_long"


class NameTaken(Refusal):
    """Another one of this kind has the name already."""

    code = "naming.taken"


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it is shown, and as it is compared: `VIP`, `vip` and `ＶＩＰ` are one."""

    shown: str
    folded: str


def name_of(typed: str) -> Name:
    """What somebody typed, as a name. Refuses with NameMissing or NameTooLong."""
    shown = " ".join(typed.split())
    made = Name(shown, folded(shown))
    if not made.folded:
        raise NameMissing
    if len(made.shown) > NAME_CHARS or len(made.folded) > FOLDED_CHARS:
        raise NameTooLong(most=NAME_CHARS, name=shown[:NAME_CHARS])
    return made
