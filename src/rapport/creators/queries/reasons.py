"""Why creators are in a list or not: each condition of a screen with what it says of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from rapport.creators.models import Creator
from rapport.creators.queries.library_rows import facts_of
from rapport.creators.queries.profile import named
from rapport.creators.rules.screens import Checked, Screen, Verdict, screen_creator

FIRST_TOLD = (Verdict.MISSED, Verdict.UNKNOWN, Verdict.MET)


@dataclass(frozen=True, slots=True)
class Told:
    """A creator, whether a screen finds them, and its checks: missed ones first, then what is not known."""

    creator: Creator
    passed: bool
    checks: tuple[Checked, ...]


def why(workspace_id: int, handle: str, screen: Screen, *, now: datetime) -> list[Told]:
    """What a screen says of everybody of a handle, one for each region that has it; nobody where none has."""
    found = named(workspace_id, handle) if handle.strip(" @") else []
    checks = checks_of(found, screen, now=now)
    return [
        Told(
            creator=one,
            passed=all(check.verdict is Verdict.MET for check in checks[one.pk]),
            checks=tuple(sorted(checks[one.pk], key=lambda check: FIRST_TOLD.index(check.verdict))),
        )
        for one in found
    ]


def checks_of(creators: Sequence[Creator], screen: Screen, *, now: datetime) -> dict[int, tuple[Checked, ...]]:
    """Every check of a screen on each of these creators; as many queries as their facts take."""
    return {pk: screen_creator(screen, facts).checks for pk, facts in facts_of(creators, now=now).items()}
