"""How many characters a workspace may have translated in a month; services charge by them."""

from datetime import date, datetime

from rapport.shared.refusals import Refusal

CAP_AT_FIRST = 100_000
"""Characters a month until the owner sets another cap: our own judgement, a fifth of what DeepL gives for nothing."""
LONGEST = 10_000
"""Characters of one text; a message or template is far shorter."""


class CapReached(Refusal):
    """The month's characters are used up, or too few are left for this."""

    code = "translation.cap_reached"


class TextTooLong(Refusal):
    """Longer than any message or template."""

    code = "translation.too_long"


def month_of(now: datetime) -> date:
    """The month that a moment is counted in; services count in UTC, and in real time."""
    return now.date().replace(day=1)


def check_left(cap: int, used: int, characters: int) -> None:
    """Refuses with CapReached."""
    if used + characters > cap:
        raise CapReached(cap=cap, used=used, left=max(0, cap - used), asked=characters)


def check_length(text: str) -> None:
    """Refuses with TextTooLong."""
    if len(text) > LONGEST:
        raise TextTooLong(characters=len(text), most=LONGEST)
