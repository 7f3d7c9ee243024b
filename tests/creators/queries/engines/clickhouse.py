"""ClickHouse's engine within the process (chDB), behind the HTTP interface's parameters."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
from chdb import session as chdb

from rapport.creators.queries.engines.on_clickhouse import ClickHouse, client_of

ADDRESS = "clickhouse://rapport:secret@clickhouse.example/default"


@contextmanager
def in_process() -> Iterator[ClickHouse]:
    """A server that lives as long as this."""
    library: Any = chdb  # it comes without types
    session = library.Session()

    def answered(request: httpx.Request) -> httpx.Response:
        asked = dict(request.url.params)
        sql = f"{asked.pop('query', '')}\n{request.content.decode()}"
        bound = {name.removeprefix("param_"): asked.pop(name) for name in list(asked) if name.startswith("param_")}
        asked.pop("database")
        for name, value in asked.items():
            session.query(f"SET {name} = {value}")
        try:
            return httpx.Response(200, content=session.query(sql, params=bound).bytes())
        except RuntimeError as refused:
            return httpx.Response(400, text=str(refused))

    with client_of(ADDRESS, httpx.MockTransport(answered)) as client:
        yield ClickHouse(client)
    session.close()
