"""Mistakes on the command line itself: said in the form that was asked for, with exit code 2."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click

from rapport.cli.desk import fail

JSON = "--json"


class Commands(click.Group):
    """A group whose usage errors, its commands' too, are JSON where the command line says `--json`."""

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        as_json = JSON in args
        with _speaking(as_json=as_json):
            context = super().make_context(info_name, args, parent, **extra)
        context.meta[JSON] = as_json
        return context

    def invoke(self, ctx: click.Context) -> Any:
        with _speaking(as_json=ctx.meta[JSON]):
            return super().invoke(ctx)


@contextmanager
def _speaking(*, as_json: bool) -> Iterator[None]:
    try:
        yield
    except click.ClickException as error:
        if not as_json:
            raise
        fail("cli.usage", error.format_message(), {}, as_json=True)
