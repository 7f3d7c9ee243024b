"""How a message begins: by language, and on a holiday of the creator's country with the words of the day."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

EVERYWHERE = "*"
OTHERWISE = "en"
"""Whose words stand where a language has none."""
YEARLY = re.compile(r"(?P<month>[0-9]{2})-(?P<day>[0-9]{2})")


@dataclass(frozen=True, slots=True)
class Holiday:
    """Days in some regions on which messages greet otherwise: from a day of every year, or from dates of some years."""

    name: str
    regions: frozenset[str]
    says: Mapping[str, str]
    """By language, whole: what stands in place of the everyday greeting."""
    days: int
    yearly: str = ""
    """`MM-DD`; empty where the first day moves."""
    on: Sequence[date] = ()

    def holds(self, day: date, region: str) -> bool:
        if EVERYWHERE not in self.regions and region not in self.regions:
            return False
        return any(first <= day < first + timedelta(days=self.days) for first in self._firsts(day))

    def _firsts(self, day: date) -> list[date]:
        written = YEARLY.fullmatch(self.yearly)
        if written is None:
            return list(self.on)
        month, number = int(written["month"]), int(written["day"])
        return [date(year, month, number) for year in (day.year - 1, day.year)]


@dataclass(frozen=True, slots=True)
class Greetings:
    """All that is said: on ordinary days by language, and on holidays, of which the first that holds wins."""

    plain: Mapping[str, str]
    holidays: tuple[Holiday, ...]

    def said(self, language: str, region: str, day: date) -> str:
        """The greeting of a day, never empty: a language without a word greets in English."""
        for one in self.holidays:
            if language in one.says and one.holds(day, region):
                return one.says[language]
        return self.plain.get(language) or self.plain[OTHERWISE]
