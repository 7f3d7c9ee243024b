"""The first start: a demonstration workspace connected to the sandbox, and somebody who may sign in."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction

from rapport.cli.desk import machine_clock
from rapport.jobs.clocks import read_clock
from rapport.jobs.errand import Outside
from rapport.project.demonstration import SETUP, keep_connection, open_demonstration
from rapport.project.home import write_private
from rapport.shops.actions.workspaces import seat_member
from rapport.shops.models import User, Workspace
from rapport.shops.rules.roles import Role

LOGIN = "mei"
LOGIN_FILE = "first-login.txt"
REGIONS = ("GB", "TH", "US")
WEEKS_LIVED = timedelta(days=24)


@dataclass(frozen=True, slots=True)
class FirstLogin:
    """The name to sign in with, and the password while it is still the one made here."""

    name: str
    password: str


def first_day() -> str:
    """What a new sandbox's clock shows first: some weeks ago, so that there is something to see."""
    return (machine_clock() - WEEKS_LIVED).replace(hour=8, minute=0, second=0, microsecond=0).isoformat()


def prepare_demonstration(description: Mapping[str, Any], home: Path) -> FirstLogin:
    """Make the demonstration where there is none, or renew its connection to the sandbox of this start."""
    workspace = Workspace.objects.filter(is_demonstration=True).order_by("pk").first()
    now = machine_clock()
    if workspace is None:
        password = secrets.token_urlsafe(9)
        write_private(home / LOGIN_FILE, f"{LOGIN}\n{password}\n")
        with transaction.atomic():
            workspace = open_demonstration(description, REGIONS, now=now)
            seat_member(workspace.pk, LOGIN, Role.OWNER, by=SETUP, now=now, password=password)
            take_empty_seats(now=now)
    connection = keep_connection(workspace, description, now=now)
    read_clock(connection, Outside())
    return known_login(home)


def take_empty_seats(*, now: datetime) -> None:
    """Seat the first login where nobody sits: in what the command line opened, files imported, before this start."""
    for workspace in Workspace.objects.filter(member=None).order_by("pk"):
        seat_member(workspace.pk, LOGIN, Role.OWNER, by=SETUP, now=now)


def known_login(home: Path) -> FirstLogin:
    """The first login while its password was not changed; the file goes when it was."""
    path = home / LOGIN_FILE
    if not path.exists():
        return FirstLogin(LOGIN, "")
    name, password = path.read_text(encoding="utf-8").split()
    user = User.objects.filter(username=name).first()
    if user is None or not user.check_password(password):
        path.unlink()
        return FirstLogin(name, "")
    return FirstLogin(name, password)
