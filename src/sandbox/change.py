"""When a change of a collaboration takes effect: values in, moment out."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

_DAY = 86_400


def next_midnight(now: int, zone: ZoneInfo) -> int:
    """Return the Unix second of the next 00:00 in a zone."""
    tomorrow = datetime.fromtimestamp(now, zone).date() + timedelta(days=1)
    return int(datetime(tomorrow.year, tomorrow.month, tomorrow.day, tzinfo=zone).timestamp())


def starts_at(effect: str, now: int, zone: ZoneInfo, days: int = 0) -> int | None:
    """Return when a changed rate starts under a pack's rule, or None where the creator has to confirm."""
    if effect == "on_confirmation":
        return None
    if effect == "after_days":
        return now + days * _DAY
    return now if effect == "at_once" else next_midnight(now, zone)
