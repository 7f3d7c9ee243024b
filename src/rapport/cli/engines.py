"""`rapport creators publish`, `rebuild`: the library put into the engine that answers screens."""

from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

import click
from django.conf import settings
from django.db import connection
from django.utils.translation import gettext, gettext_lazy

from rapport.cli.desk import Desk, command_of, fail, put
from rapport.creators.queries.engines.chosen import EngineMissingError, module_of, opened
from rapport.creators.queries.library_rows import day_number
from rapport.creators.rules.engines import UnknownEngineError, engine_address
from rapport.creators.rules.screens import Screen, read_screen, whole


@command_of("publish", help=gettext_lazy("Bring an engine up to the records: what changed, or all of it."))
@click.option("--engine", "address", default="", help=gettext_lazy("As in RAPPORT_SEARCH; without it that one."))
@click.option("--anew", is_flag=True, help=gettext_lazy("Fill all of it once more."))
def publish(*, address: str, anew: bool, as_json: bool) -> None:
    desk = Desk.open()
    try:
        told = engine_address(address or settings.SEARCH_ENGINE, on_postgresql=connection.vendor == "postgresql")
        rows = opened(told).bring_up(desk.workspace.pk, anew=anew)
    except (UnknownEngineError, EngineMissingError) as wrong:
        fail("cli.engine", str(wrong), {}, as_json=as_json)
    done = {"engine": told.partition(":")[0], "creators": rows}
    put(done, as_json=as_json, text=lambda: gettext("%(creators)d creators are in %(engine)s.") % done)


@command_of("rebuild", help=gettext_lazy("Build the embedded index anew over a Spark cluster."))
@click.option("--spark", "master", required=True, help=gettext_lazy("The cluster: spark://HOST:7077, or local[4]."))
@click.option(
    "--folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help=gettext_lazy("A folder that every machine of the cluster sees; files in it are taken away afterwards."),
)
@click.option("--screen", default="", help=gettext_lazy("A screen that the cluster counts, as text."))
def rebuild(*, master: str, folder: Path | None, screen: str, as_json: bool) -> None:
    desk = Desk.open()
    asked = whole(Screen(read_screen(screen).where, not_blocked=False), day_number(desk.now))
    try:
        module = module_of("spark")
    except EngineMissingError as wrong:
        fail("cli.engine", str(wrong), {}, as_json=as_json)
    with TemporaryDirectory(prefix="rapport-spark-", dir=folder) as own:
        done = asdict(module.rebuild_over(master, desk.workspace.pk, Path(own), asked))
    text = gettext("%(creators)d creators are in the index, %(passing)d of them pass the screen.")
    put(done, as_json=as_json, text=lambda: text % done)
