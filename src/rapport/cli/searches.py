"""`rapport creators search`: searches of the marketplace, saved and repeated."""

from collections.abc import Mapping

import click
from django.utils.translation import gettext, gettext_lazy

from rapport.cli.desk import Desk, command, put
from rapport.creators.actions.searches import ask_to_run, delete_search, pause_search, save_search
from rapport.creators.models import SavedSearch
from rapport.creators.queries.searches import searches_of
from rapport.creators.rules.marketplace import (
    AGENCIES,
    AGES,
    COMMISSIONS,
    CONTENTS,
    GENDERS,
    GMV_BANDS,
    POST_RATES,
    UNIT_BANDS,
    Wanted,
)
from rapport.shared.refusals import Refusal
from rapport.shared.wording import UNKNOWN
from rapport.shops.queries.shops import now_of

the_search = click.argument("search")


class NoSuchSearch(Refusal):
    """No search has this number or name; the known ones are named."""

    code = "cli.no_such_search"


@click.group(help=gettext_lazy("Searches of the marketplace, saved and repeated."))
def search() -> None:
    """Searches of the marketplace."""


@command(search, "list", help=gettext_lazy("Every saved search, and what its last run found."))
def list_searches(*, as_json: bool) -> None:
    found = searches_of(Desk.open().workspace.pk)
    put([_data(one) for one in found], as_json=as_json, text=lambda: _text(found))


@command(search, "save", help=gettext_lazy("Save a search under NAME; with --every the worker repeats it."))
@click.argument("name")
@click.option("--shop", "wanted_shop", required=True, help=gettext_lazy("Shop by number, name or region."))
@click.option("--every", "every_days", type=click.IntRange(1), help=gettext_lazy("Repeat after so many days."))
@click.option("--keyword", default="", help=gettext_lazy("Words in handle or name."))
@click.option("--followers-from", type=click.IntRange(0))
@click.option("--followers-to", type=click.IntRange(0))
@click.option("--gmv", "gmv_bands", multiple=True, type=click.Choice(GMV_BANDS))
@click.option("--units", "unit_bands", multiple=True, type=click.Choice(UNIT_BANDS))
@click.option("--views-from", type=click.IntRange(0))
@click.option("--live-viewers-from", type=click.IntRange(0))
@click.option("--engagement-from", type=click.IntRange(0), help=gettext_lazy("In whole percents."))
@click.option("--age", "ages", multiple=True, type=click.Choice(AGES))
@click.option("--gender", default="", type=click.Choice(("", *GENDERS)))
@click.option("--gender-share-from", type=click.IntRange(0), help=gettext_lazy("In hundredths of a percent."))
@click.option("--commission-below", type=click.Choice([str(one) for one in COMMISSIONS]))
@click.option("--post-rate", default="", type=click.Choice(("", *POST_RATES)))
@click.option("--agency", default="", type=click.Choice(("", *AGENCIES)))
@click.option("--content", "contents", multiple=True, type=click.Choice(CONTENTS))
@click.option("--fast-growing", "only_fast_growing", is_flag=True)
@click.option("--not-invited", "only_not_invited", is_flag=True, help=gettext_lazy("Not in the past 90 days."))
def save(
    *, name: str, wanted_shop: str, every_days: int | None, commission_below: str | None, as_json: bool, **told: object
) -> None:
    desk = Desk.open()
    shop = desk.shop(wanted_shop)
    below = int(commission_below) if commission_below else None
    wanted = Wanted.from_json({**told, "commission_below": below})
    made = save_search(shop, name, wanted, every_days=every_days, by=desk.actor, now=now_of(shop, desk.now))
    put(_data(made), as_json=as_json, text=lambda: gettext("Saved as number %(number)d.") % {"number": made.pk})


@command(search, "run", help=gettext_lazy("Have the worker run SEARCH (its number or name) now."))
@the_search
def run(*, search: str, as_json: bool) -> None:
    desk, found = _found(search)
    ask_to_run(desk.workspace.pk, found.pk, by=desk.actor, now=now_of(found.shop, desk.now))
    _put_again(desk, found.pk, gettext("The worker looks through the marketplace now."), as_json=as_json)


@command(search, "pause", help=gettext_lazy("Repeat SEARCH no more until it is resumed."))
@the_search
def pause(*, search: str, as_json: bool) -> None:
    desk, found = _found(search)
    pause_search(desk.workspace.pk, found.pk, paused=True, by=desk.actor, now=now_of(found.shop, desk.now))
    _put_again(desk, found.pk, gettext("Paused: it runs only when you ask."), as_json=as_json)


@command(search, "resume", help=gettext_lazy("Repeat SEARCH again."))
@the_search
def resume(*, search: str, as_json: bool) -> None:
    desk, found = _found(search)
    pause_search(desk.workspace.pk, found.pk, paused=False, by=desk.actor, now=now_of(found.shop, desk.now))
    _put_again(desk, found.pk, gettext("It is repeated again."), as_json=as_json)


@command(search, "delete", help=gettext_lazy("Forget SEARCH; whom it found stays in the library."))
@the_search
def delete(*, search: str, as_json: bool) -> None:
    desk, found = _found(search)
    delete_search(desk.workspace.pk, found.pk, by=desk.actor, now=now_of(found.shop, desk.now))
    said = gettext("Deleted. Whom it found stays in the library.")
    put({"deleted": found.name}, as_json=as_json, text=lambda: said)


def _found(wanted: str) -> tuple[Desk, SavedSearch]:
    """By number, else by name."""
    desk = Desk.open()
    known = searches_of(desk.workspace.pk)
    for one in known:
        if wanted in (str(one.pk), one.name):
            return desk, one
    raise NoSuchSearch(wanted=wanted, known=", ".join(one.name for one in known))


def _put_again(desk: Desk, search_id: int, said: str, *, as_json: bool) -> None:
    (found,) = (one for one in searches_of(desk.workspace.pk) if one.pk == search_id)
    put(_data(found), as_json=as_json, text=lambda: said)


def _data(one: SavedSearch) -> Mapping[str, object]:
    return {
        "number": one.pk,
        "name": one.name,
        "shop": one.shop.name,
        "conditions": one.conditions,
        "every_days": one.every_days,
        "paused": one.is_paused,
        "asked": one.asked_at is not None,
        "running": one.started_at is not None,
        "last_run": one.last_run_at.isoformat() if one.last_run_at else None,
        "found_new": one.found_new,
        "found_known": one.found_known,
        "trouble": one.trouble,
    }


def _text(found: list[SavedSearch]) -> str:
    if not found:
        return gettext("No search is saved.")
    lines = []
    for one in found:
        ran = one.last_run_at.isoformat(timespec="minutes") if one.last_run_at else UNKNOWN
        counts = gettext("%(new)s new, %(known)s known") % {
            "new": UNKNOWN if one.found_new is None else one.found_new,
            "known": UNKNOWN if one.found_known is None else one.found_known,
        }
        lines.append(f"{one.pk:>4}  {one.name:<28} {one.shop.name:<20} {ran}  {counts}")
    return "\n".join(lines)
