"""`rapport wordings`: message templates with what became of them, tried on a campaign; what comparing them takes."""

import click
from django.utils.translation import gettext, gettext_lazy

from rapport.campaigns.queries.campaigns import campaign
from rapport.campaigns.queries.trying import Tried, tried
from rapport.cli.desk import Desk, command, put
from rapport.outreach.queries.reach import reach_of
from rapport.outreach.queries.wordings import WordingRow, WordingText, wording_rows
from rapport.outreach.rules.power import needed, smallest_difference, verdict_on
from rapport.outreach.rules.wording import Purpose
from rapport.shared import figures
from rapport.shared.wording import said

PURPOSES = click.Choice([one.value for one in Purpose])


@click.group(help=gettext_lazy("Message templates, and comparing them."))
def wordings() -> None:
    """Message templates."""


@command(wordings, "list", help=gettext_lazy("The wordings of a purpose in the order they are tried, with figures."))
@click.option("--purpose", type=PURPOSES, default=Purpose.INVITE.value, show_default=True)
@click.option("--language", default="en", show_default=True)
def list_wordings(*, purpose: str, language: str, as_json: bool) -> None:
    desk = Desk.open()
    rows = wording_rows(desk.workspace.pk, Purpose(purpose), desk.now)
    data = [_row(row, row.text_in(language)) for row in rows]
    put(data, as_json=as_json, text=lambda: "\n".join(f"{one['name']:<16} {one['text']}" for one in data))


@command(wordings, "try", help=gettext_lazy("What the first ten creators of CAMPAIGN, by its number, would read."))
@click.argument("number", metavar="CAMPAIGN", type=int)
@click.option("--purpose", type=PURPOSES, default=Purpose.INVITE.value, show_default=True)
@click.option("--wording", default="", help=gettext_lazy("One wording alone, by its name."))
def try_wording(*, number: int, purpose: str, wording: str, as_json: bool) -> None:
    desk = Desk.open()
    found = tried(campaign(desk.workspace.pk, number), Purpose(purpose), wording, now=desk.now)
    data = [_tried(one) for one in found]
    put(
        data, as_json=as_json, text=lambda: "\n".join(f"@{one['creator']}  {one['text'] or one['why']}" for one in data)
    )


@command(wordings, "power", help=gettext_lazy("What it takes to tell the reply rate BASE from WISHED, as 14% and 28%."))
@click.argument("base")
@click.argument("wished")
@click.option("--shop", "wanted", default="", help=gettext_lazy("Shop by number, name or region."))
@click.option("--arms", type=click.IntRange(2, 4), default=2, show_default=True)
@click.option("--per-week", type=click.IntRange(0), help=gettext_lazy("Creators a week, if not what the quota allows."))
def power(*, base: str, wished: str, wanted: str, arms: int, per_week: int | None, as_json: bool) -> None:
    desk = Desk.open()
    low, high = figures.rate(base.rstrip("%") + "%"), figures.rate(wished.rstrip("%") + "%")
    weekly = reach_of(desk.shop(wanted), Purpose.INVITE, desk.now).per_week if per_week is None else per_week
    need = needed(low, high, arms=arms, per_week=weekly)
    data = {
        "per_arm": need.per_arm,
        "creators": need.creators,
        "per_week": weekly,
        "weeks": need.weeks,
        "in_time": need.in_time,
        "smallest_rate": smallest_difference(low, arms=arms, per_week=weekly),
    }
    put(data, as_json=as_json, text=lambda: said(verdict_on(need, low, high), gettext))


def _row(row: WordingRow, text: WordingText | None) -> dict[str, object]:
    usage = text.usage if text else None
    return {
        "name": row.name,
        "text": text.template.text if text else "",
        "is_own": text is not None and text.own_id is not None,
        "is_off": row.is_off,
        "sent": usage.sent if usage else 0,
        "settled": usage.settled if usage else 0,
        "replied": usage.replied if usage else 0,
        "interval": list(usage.interval) if usage and usage.interval else None,
    }


def _tried(one: Tried) -> dict[str, object]:
    return {
        "creator": one.creator.handle,
        "wording": one.wording,
        "language": one.language,
        "text": one.text,
        "why": said(one.refused, gettext) if one.refused else "",
    }
