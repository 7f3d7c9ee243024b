"""The processes: `rapport worker` alone, `rapport run` for console, worker and sandbox together."""

import click


@click.command()
def run() -> None:
    """Start everything."""


@click.command()
def worker() -> None:
    """Start a worker."""
