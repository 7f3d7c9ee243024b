"""Who is at a thread just now, and whether an answer was written over somebody's head."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from rapport.shared.refusals import Refusal

HERE_FOR = timedelta(seconds=20)
"""Pages tell every five seconds that they are open; after this long without a word they are taken for closed."""
TYPES_FOR = timedelta(seconds=12)
ELSEWHERE = "TikTok"
"""Who wrote what nobody here did, such as on the phone."""


class AnsweredMeanwhile(Refusal):
    """Somebody else answered since this page was opened; what they wrote stands in the thread now."""

    code = "outreach.answered_meanwhile"


@dataclass(frozen=True, slots=True)
class Seen:
    """Another member at the thread."""

    name: str
    here_at: datetime
    typed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Others:
    """Who else looks on, and who of them is writing, by name."""

    here: tuple[str, ...]
    typing: tuple[str, ...]


def others(seen: list[Seen], machine_now: datetime) -> Others:
    """Those who are there at a moment of the machine's clock."""
    here = sorted(one.name for one in seen if machine_now - one.here_at <= HERE_FOR)
    typing = {one.name for one in seen if one.typed_at is not None and machine_now - one.typed_at <= TYPES_FOR}
    return Others(tuple(one for one in here if one not in typing), tuple(one for one in here if one in typing))


def check_nobody_answered(newer: list[str]) -> None:
    """`newer` are the authors of our messages that the page did not show yet, empty for one written on the platform
    itself. Refuses with AnsweredMeanwhile.
    """
    if newer:
        raise AnsweredMeanwhile(by=newer[-1] or ELSEWHERE)
