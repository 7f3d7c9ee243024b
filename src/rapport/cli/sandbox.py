"""`rapport sandbox`: the sandbox alone, for whoever writes software of their own against it."""

import os
import sys

import click
from django.utils.translation import gettext_lazy


@click.group(help=gettext_lazy("The sandbox: a local server of the platform's affiliate API."))
def sandbox() -> None:
    """The sandbox, a program of its own: this process becomes it."""


@sandbox.command(
    "serve",
    help=gettext_lazy("Serve it on a port until Ctrl-C; --help tells its options."),
    context_settings={"ignore_unknown_options": True},
    add_help_option=False,
)
@click.option("--json", "as_json", is_flag=True)
@click.argument("options", nargs=-1, type=click.UNPROCESSED)
def serve(*, options: tuple[str, ...], as_json: bool) -> None:
    told = ["--json"] if as_json else []
    os.execv(sys.executable, [sys.executable, "-m", "sandbox", "serve", *options, *told])  # noqa: S606 - no shell is wanted
