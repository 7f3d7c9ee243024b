"""`rapport creators`: the library, and files that bring creators into it."""

from dataclasses import asdict
from pathlib import Path

import click
from django.utils.translation import gettext, gettext_lazy

from rapport.campaigns.actions.dealings import learn_dealings
from rapport.cli.desk import Desk, command, put
from rapport.cli.figures import carried_data, digest_data, metrics_data, own_data
from rapport.cli.files import put_report, the_file
from rapport.cli.scores import dealings_data, judgement_lines, score_data
from rapport.cli.screens import add_why, facet_lines, read_typed
from rapport.creators.actions.imports import import_creators
from rapport.creators.actions.mappings import remember_mapping
from rapport.creators.actions.scoring import score_library
from rapport.creators.models import Creator
from rapport.creators.queries.content import Content, content_of
from rapport.creators.queries.library import SORTS, CreatorRow, LibraryAsked, facet_counts, library_page, sorted_by
from rapport.creators.queries.previews import FileColumns, file_columns
from rapport.creators.queries.profile import Profile, named, profile
from rapport.creators.rules.imports.mappings import FIELDS
from rapport.creators.rules.screens import Screen, named_like
from rapport.creators.rules.screens.asking import EVERYBODY
from rapport.shared.conditions import Within, every
from rapport.shared.paging import Page
from rapport.shared.refusals import Refusal
from rapport.shared.wording import UNKNOWN
from rapport.shops.rules.regions import region as region_of


class NoSuchCreator(Refusal):
    """Nobody of this handle is in the library, or not in the region that was named."""

    code = "cli.no_such_creator"


class CreatorUnclear(Refusal):
    """Several regions have a creator of this handle: one has to be named."""

    code = "cli.creator_unclear"


@click.group(help=gettext_lazy("The library of creators."))
def creators() -> None:
    """The library of creators."""


add_why(creators)


@command(creators, "import", help=gettext_lazy("Keep the creators of FILE; the same file again changes nothing."))
@the_file
@click.option("--region", default="", help=gettext_lazy("Region of rows that do not name one, such as VN."))
@click.option(
    "--map",
    "told",
    multiple=True,
    metavar="FIELD=COLUMN",
    help=gettext_lazy("What a column of an unknown file means; remembered. Once for each column."),
)
def import_file(*, file: Path, region: str, told: tuple[str, ...], as_json: bool) -> None:
    desk = Desk.open()
    with file.open("rb") as content:
        if told:
            found = file_columns(desk.workspace.pk, content)
            remember_mapping(desk.workspace.pk, found.columns, map(_pair, told), by=desk.actor, now=desk.now)
        report = import_creators(desk.workspace.pk, content, file.name, region=region, by=desk.actor, now=desk.now)
    put_report(report, as_json=as_json)


@command(creators, "score", help=gettext_lazy("Score every creator anew, each against those of country and category."))
def score_creators(*, as_json: bool) -> None:
    desk = Desk.open()
    done = score_library(desk.workspace.pk, now=desk.now)
    text = gettext("%(creators)d creators looked at in %(groups)d groups, %(changed)d scores changed.")
    put(asdict(done), as_json=as_json, text=lambda: text % asdict(done))


@command(creators, "dealings", help=gettext_lazy("Look again at all that was written, answered, sampled and sold."))
def look_at_dealings(*, as_json: bool) -> None:
    desk = Desk.open()
    done = learn_dealings(desk.workspace.pk, now=desk.now)
    text = gettext("Dealings with %(creators)d creators, %(written)d of them new or changed.")
    put(asdict(done), as_json=as_json, text=lambda: text % asdict(done))


@command(creators, "list", help=gettext_lazy("One page of the library, the largest audience first."))
@click.option("--text", default="", help=gettext_lazy("Part of a handle or name."))
@click.option("--region", default="", help=gettext_lazy("Region, such as GB."))
@click.option("--category", default="", help=gettext_lazy("Category key."))
@click.option("--followers-from", type=click.IntRange(0), help=gettext_lazy("Followers at least."))
@click.option("--followers-to", type=click.IntRange(0), help=gettext_lazy("Followers at most."))
@click.option("--screen", default="", help=gettext_lazy("A screen as text: avg_views >= 5k and category in (Beauty)."))
@click.option("--sort", type=click.Choice(list(SORTS)), default="followers", show_default=True)
@click.option("--page", type=click.IntRange(1), default=1, show_default=True)
@click.option("--facets", is_flag=True, help=gettext_lazy("Count the choices of each facet too."))
def list_creators(
    *,
    text: str,
    region: str,
    category: str,
    followers_from: int | None,
    followers_to: int | None,
    screen: str,
    sort: str,
    page: int,
    facets: bool,
    as_json: bool,
) -> None:
    desk = Desk.open()
    everyday = Screen.of(
        region=region_of(region).code if region else "",
        categories=(category,) if category else (),
        ranges=(Within("followers", followers_from, followers_to),) if followers_from or followers_to else (),
    )
    said = read_typed(screen, as_json=as_json)
    where = every(everyday.where, said.where, named_like(text) if text else EVERYBODY)
    asked = LibraryAsked(Screen(where, not_blocked=False), said.ranking or sorted_by(sort), page)
    found = library_page(desk.workspace.pk, asked, now=desk.now)
    data = {"total": found.total, "page": found.page, "pages": found.pages, "creators": [_row(x) for x in found.rows]}
    counts = facet_counts(desk.workspace.pk, asked.screen, now=desk.now) if facets else {}
    data |= {"facets": counts} if facets else {}
    put(data, as_json=as_json, text=lambda: "\n".join([_text(found), *facet_lines(counts)]))


@command(creators, "show", help=gettext_lazy("What the library knows of HANDLE, and which source said it."))
@click.argument("handle")
@click.option("--region", default="", help=gettext_lazy("Region, where several have this handle."))
def show_creator(*, handle: str, region: str, as_json: bool) -> None:
    desk = Desk.open()
    workspace_id = desk.workspace.pk
    found = profile(workspace_id, the_one(workspace_id, handle, region).pk)
    content = content_of(found.creator, found.categories, desk.now)
    put(_data(found, content), as_json=as_json, text=lambda: _told(found, content))


@command(creators, "columns", help=gettext_lazy("The columns of FILE with some values, and what each is read as."))
@the_file
def show_columns(*, file: Path, as_json: bool) -> None:
    with file.open("rb") as content:
        found = file_columns(Desk.open().workspace.pk, content)
    data = {
        "known_as": found.known_as,
        "columns": [
            {"column": one.name, "samples": list(one.samples), "field": found.field_of(one.name)}
            for one in found.columns
        ],
        "fields": list(FIELDS),
    }
    put(data, as_json=as_json, text=lambda: _told_columns(found))


def _told_columns(found: FileColumns) -> str:
    lines = [gettext("Known as: %(layout)s") % {"layout": found.known_as or gettext("not known; proposed:")}]
    lines += [
        f"  {found.field_of(one.name) or UNKNOWN:<18} {one.name}  ({', '.join(one.samples)})" for one in found.columns
    ]
    return "\n".join(lines)


def _pair(told: str) -> tuple[str, str]:
    """Column and field from `field=column`; without the sign it is a field of no column."""
    field, _, column = told.partition("=")
    return column.strip(), field.strip()


def the_one(workspace_id: int, handle: str, region: str) -> Creator:
    """The creator of a handle. Refuses with NoSuchCreator, or with CreatorUnclear where several regions have one."""
    found = named(workspace_id, handle)
    if region:
        code = region_of(region).code
        found = [one for one in found if one.region == code]
    if not found:
        raise NoSuchCreator(handle=handle)
    if len(found) > 1:
        raise CreatorUnclear(handle=handle, regions=", ".join(one.region or UNKNOWN for one in found))
    return found[0]


def _row(row: CreatorRow) -> dict[str, object]:
    return {
        "id": row.creator_id,
        "handle": row.handle,
        "nickname": row.nickname,
        "region": row.region,
        "score": row.score,
        "blocked": row.blocked,
        "categories": list(row.categories),
        "figures": metrics_data(row.metrics.known()),
    }


def _text(found: Page[CreatorRow]) -> str:
    if not found.total:
        return gettext("No creator matches.")
    lines = []
    for row in found.rows:
        followers = UNKNOWN if row.metrics.followers is None else f"{row.metrics.followers:,}"
        lines.append(f"@{row.handle:<28} {row.region or UNKNOWN:<3} {followers:>14}  {', '.join(row.categories)}")
    place = gettext("Page %(page)d of %(pages)d, %(total)d creators.")
    return "\n".join([*lines, place % {"page": found.page, "pages": found.pages, "total": found.total}])


def _data(found: Profile, content: Content) -> dict[str, object]:
    one = found.creator
    return {
        "id": one.pk,
        "handle": one.handle,
        "nickname": one.nickname,
        "region": one.region,
        "language": one.language,
        "score": score_data(found.score),
        "dealings": dealings_data(found.dealings),
        "blocked_why": one.blocked_why,
        "categories": list(found.categories),
        "figures": metrics_data(one.metrics.known()),
        "sources": {
            name: {"source": origin.source, "on": origin.taken_on.isoformat()} for name, origin in found.origins.items()
        },
        "own": [own_data(snapshot) for snapshot in found.snapshots if snapshot.own],
        "products": [carried_data(carried) for carried in found.carried],
        "videos": [
            {
                "posted_at": video.posted_at.isoformat(),
                "title": video.title,
                "form": video.form,
                "product": video.product_key,
                "views": video.views,
                "likes": video.likes,
            }
            for video in found.videos
        ],
        "content": digest_data(content.digest) if content.digest else None,
        "titles_to_name": [one.title for one in content.titles],
    }


def _told(found: Profile, content: Content) -> str:
    one = found.creator
    lines = [f"@{one.handle}  {one.nickname}  {one.region or UNKNOWN}  {', '.join(found.categories)}"]
    for name, value in metrics_data(one.metrics.known()).items():
        origin = found.origins.get(name)
        lines.append(f"  {name:<20} {value!s:>18}  {f'{origin.source} {origin.taken_on}' if origin else ''}".rstrip())
    lines += judgement_lines(found)
    if content.digest:
        lines += [
            f"  {name:<20} {value!s:>18}"
            for name, value in digest_data(content.digest).items()
            if value not in (None, [])
        ]
    lines.append(
        gettext("%(products)d products and %(videos)d videos known; --json lists them.")
        % {"products": len(found.carried), "videos": len(found.videos)}
    )
    return "\n".join(lines)
