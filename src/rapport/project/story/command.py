"""`rapport story`: the whole main job against a sandbox in this process, on a data folder of its own."""

import json
import shutil

import click
from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext, gettext_lazy

from rapport.cli.desk import command
from rapport.project.story.play import START, StoryWish, outside_of, play
from rapport.project.story.report import Row, Told, tell
from rapport.shared.wording import sentence


@click.group()
def stories() -> None:
    """Holds the one command."""


@command(stories, "story", help=gettext_lazy("Live through some weeks of a seller's work and print what came of them."))
@click.option("--shops", default="uk,th,us", show_default=True, help=gettext_lazy("Regions, separated by commas."))
@click.option("--weeks", default=6, show_default=True, type=click.IntRange(1, 52))
@click.option("--seed", default=7, show_default=True, type=int)
@click.option("--creators", default=20_000, show_default=True, type=click.IntRange(100))
def story(*, shops: str, weeks: int, seed: int, creators: int, as_json: bool) -> None:
    wish = StoryWish([name.strip().lower() for name in shops.split(",") if name.strip()], weeks, seed, creators)
    open_sandbox = import_string(settings.SANDBOX_FACTORY)
    sandbox = open_sandbox(
        seed=seed, creators=creators, state=None, shops=wish.shop_options(), start=START, clock="manual"
    )
    try:
        told = tell(wish, play(wish, sandbox.description, outside_of(sandbox.description, sandbox.app)))
        click.echo(json.dumps(told.as_json(), ensure_ascii=False, indent=1) if as_json else _as_text(told))
    finally:
        sandbox.close()
        shutil.rmtree(settings.HOME, ignore_errors=True)


HEADINGS = (
    "shop",
    "week",
    "cap",
    "ledger",
    "platform",
    "replies",
    "accepted",
    "samples",
    "content",
    "orders",
    "GMV",
    "refunds",
    "ours",
    "theirs",
    "difference",
)


def _as_text(told: Told) -> str:
    lines = [_columns([gettext(heading) for heading in HEADINGS])]
    lines += [_columns(_cells(row)) for row in told.rows]
    lines.append("")
    lines.append(gettext("Messages sent twice: %(count)d") % {"count": told.sent_twice})
    lines.append(gettext("What the reviews ask for: %(count)d") % {"count": len(told.actions)})
    for action in told.actions:
        reason = action["reason"]
        if isinstance(reason, dict):
            said = sentence(str(reason["code"]), reason["data"], gettext)
            lines.append(f"  {action['shop']} {action['week']}: {said}")
    return "\n".join(lines)


def _cells(row: Row) -> list[str]:
    cap = "∞" if row.cap is None else row.cap
    difference = row.commission_platform - row.commission_ours
    cells = (
        row.shop,
        row.week,
        cap,
        row.sent_ledger,
        row.sent_platform,
        row.replies,
        row.acceptances,
        row.samples,
        row.contents,
        row.paid_orders,
        row.gmv,
        row.refunds,
        row.commission_ours,
        row.commission_platform,
        difference,
    )
    return [str(cell) for cell in cells]


def _columns(cells: list[str]) -> str:
    return " ".join(f"{cell:>10}" if index > 1 else f"{cell:<5}" for index, cell in enumerate(cells))
