"""Screens on the command line: a mistake pointed at, the counts of facets, and why somebody is in or out."""

from collections.abc import Mapping
from unicodedata import east_asian_width

import click
from django.utils.translation import gettext, gettext_lazy

from rapport.cli.desk import Desk, command, put
from rapport.creators.queries.reasons import Told, why
from rapport.creators.rules.categories import category_name
from rapport.creators.rules.screens import Screen, ScreenText, ScreenUnreadable, read_screen
from rapport.shared.refusals import Refusal
from rapport.shared.wording import UNKNOWN, said

SIGNS = {"met": "+", "missed": "-", "unknown": "?"}
WIDE = frozenset("WF")
"""Characters that take two places of a terminal."""


class NobodyOfThisHandle(Refusal):
    """The library has nobody of a handle, so that there is nothing to say of them."""

    code = "cli.nobody_of_this_handle"


def add_why(group: click.Group) -> None:
    """Add the command `why` to a group."""

    @command(
        group, "why", help=gettext_lazy("What a screen says of HANDLE: what is missed first, then what is unknown.")
    )
    @click.argument("handle")
    @click.option("--screen", required=True, help=gettext_lazy("A screen as text: avg_views >= 5k."))
    def why_creator(*, handle: str, screen: str, as_json: bool) -> None:
        desk = Desk.open()
        wanted = Screen(read_typed(screen, as_json=as_json).where, not_blocked=False)
        found = why(desk.workspace.pk, handle, wanted, now=desk.now)
        if not found:
            raise NobodyOfThisHandle(handle=handle)
        put([_data(one) for one in found], as_json=as_json, text=lambda: "\n".join(map(_text, found)))


def read_typed(text: str, *, as_json: bool) -> ScreenText:
    """A screen's text as somebody typed it. Refuses with ScreenUnreadable, whose place is pointed at first."""
    try:
        return read_screen(text)
    except ScreenUnreadable as refusal:
        if not as_json:
            before = text[: int(refusal.data["at"] or 1) - 1]
            columns = sum(2 if east_asian_width(letter) in WIDE else 1 for letter in before)
            click.echo(f"{text}\n{' ' * columns}^", err=True)
        raise


def facet_lines(counts: Mapping[str, Mapping[str, int]]) -> list[str]:
    """Each facet's choices with how many each would find, in a line."""
    lines = []
    for name, found in counts.items():
        shown = (f"{_choice(name, choice)} {count:,}" for choice, count in found.items())
        lines.append(f"{name}: {'  '.join(shown) or UNKNOWN}")
    return lines


def _choice(name: str, choice: str) -> str:
    return category_name(choice, "en") if name == "category" else choice


def _data(one: Told) -> dict[str, object]:
    checks = [
        {"verdict": check.verdict.value, "message": said(check.reason, gettext), **check.reason.as_json()}
        for check in one.checks
    ]
    found = one.creator
    return {"id": found.pk, "handle": found.handle, "region": found.region, "passed": one.passed, "checks": checks}


def _text(one: Told) -> str:
    verdict = gettext("is in the list") if one.passed else gettext("is not in the list")
    lines = [f"@{one.creator.handle} {one.creator.region or UNKNOWN}: {verdict}"]
    lines += [f"  {SIGNS[check.verdict.value]} {said(check.reason, gettext)}" for check in one.checks]
    return "\n".join(lines)
