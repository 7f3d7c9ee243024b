"""`rapport replay`: what a rule pack would have allowed of what a shop sent."""

import click
from django.utils.translation import gettext, gettext_lazy

from rapport.cli.desk import Desk, command_of, put
from rapport.outreach.queries.replays import WEEKS, replay_of
from rapport.outreach.rules.replay import ReplayedWeek
from rapport.shared.wording import said
from rapport.shops.queries.shops import now_of


@command_of("replay", help=gettext_lazy("What a rule pack would have allowed of what a shop sent in the last weeks."))
@click.argument("pack")
@click.option("--shop", "wanted", default="", help=gettext_lazy("Shop by number, name or region."))
@click.option("--weeks", default=WEEKS, type=click.IntRange(1, 520), help=gettext_lazy("How many weeks back."))
def replay(*, pack: str, wanted: str, weeks: int, as_json: bool) -> None:
    desk = Desk.open()
    shop = desk.shop(wanted)
    rows = [_row(week) for week in replay_of(shop, pack, now=now_of(shop, desk.now), weeks=weeks)]
    put(rows, as_json=as_json, text=lambda: "\n".join(map(_line, rows)) or gettext("Nothing was sent."))


def _row(week: ReplayedWeek) -> dict[str, object]:
    return {
        "starts_at": week.period.start.isoformat(),
        "pool": week.pool.value,
        "cap": week.cap,
        "used": week.used,
        "messages": len(week.messages),
        "allowed": week.allowed,
        "refused": [
            {"at": one.send.at.isoformat(), "kind": one.send.kind.value, "why": said(one.refused, gettext)}
            for one in week.refused
            if one.refused
        ],
    }


def _line(row: dict[str, object]) -> str:
    cap = gettext("no limit") if row["cap"] is None else row["cap"]
    of = gettext("%(allowed)s of %(messages)s allowed") % row
    return f"{str(row['starts_at'])[:10]}  {row['used']} / {cap}  {of}"
