"""A database for processes of their own: a file in their data folder, or a new one on the PostgreSQL server of
this test run.
"""

import os
import secrets
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql


def environment(folder: Path) -> dict[str, str]:
    """The environment in which a process works on `folder` and on a database nobody else uses."""
    chosen = {**os.environ, "RAPPORT_HOME": str(folder), "RAPPORT_LOG": "ERROR"}
    server = os.environ.get("DATABASE_URL")
    if server:
        chosen["DATABASE_URL"] = _new_database(server)
    return chosen


def _new_database(server: str) -> str:
    name = f"story_{secrets.token_hex(6)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    return urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
