"""The engine that the setting names, opened once; its module is loaded by name, for its packages need not be there."""

from functools import cache
from importlib import import_module
from typing import Any

from django.conf import settings

from rapport.creators.queries.engines.engine import LibraryEngine

MODULES = {
    "embedded": "embedded",
    "postgresql": "on_postgresql",
    "duckdb": "on_duckdb",
    "clickhouse": "on_clickhouse",
    "clickhouses": "on_clickhouse",
    "spark": "rebuilding",
}


class EngineMissingError(RuntimeError):
    """The packages of the chosen engine are not installed."""


def engine() -> LibraryEngine:
    """The engine of RAPPORT_SEARCH."""
    return opened(settings.SEARCH_ENGINE)


@cache
def opened(address: str) -> LibraryEngine:
    """The engine of an address that `engine_address` lets pass. Raises EngineMissingError."""
    found: LibraryEngine = module_of(address.partition(":")[0]).open_engine(address)
    return found


def module_of(kind: str) -> Any:
    """The module of an engine. Raises EngineMissingError."""
    try:
        return import_module(f"{__package__}.{MODULES[kind]}")
    except ModuleNotFoundError as missing:
        raise EngineMissingError(f"{kind} needs {missing.name}: pip install -r requirements-engines.in") from missing
