"""Reading the address of an engine: what may stand in RAPPORT_SEARCH and behind `--engine`."""

from urllib.parse import urlsplit

EMBEDDED, POSTGRESQL, DUCKDB, CLICKHOUSE = "embedded", "postgresql", "duckdb", ("clickhouse", "clickhouses")
FORMS = "embedded, postgresql, duckdb:FILE, clickhouse://USER:PASSWORD@HOST:PORT/DATABASE, or clickhouses:// over TLS"


class UnknownEngineError(ValueError):
    """An address that names no engine; the text says what would."""


def engine_address(told: str, *, on_postgresql: bool) -> str:
    """An address as it was told, `embedded` where nothing was; `on_postgresql`: the record database is PostgreSQL.

    Raises UnknownEngineError.
    """
    kind, _, rest = told.partition(":")
    if told in ("", EMBEDDED):
        return EMBEDDED
    if told == POSTGRESQL:
        if not on_postgresql:
            raise UnknownEngineError("the engine postgresql needs a DATABASE_URL that is PostgreSQL's")
        return told
    if (kind == DUCKDB and rest) or (kind in CLICKHOUSE and urlsplit(told).hostname):
        return told
    raise UnknownEngineError(f"there is no engine {kind!r}; there are {FORMS}")
