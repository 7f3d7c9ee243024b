"""What commands share: who is asking, in which workspace and language, and how an answer is put out."""

import getpass
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import wraps
from typing import Any, NoReturn, ParamSpec

import click
from django.utils.translation import gettext, gettext_lazy

from rapport.shared.refusals import Data, Refusal
from rapport.shared.wording import said
from rapport.shops.actions.workspaces import open_workspace
from rapport.shops.models import Shop, Workspace
from rapport.shops.queries.seats import only_workspace
from rapport.shops.queries.shops import shops_of
from rapport.shops.rules.regions import region
from rapport.shops.rules.roles import Actor

BAD_INPUT = 2
P = ParamSpec("P")


class NoSuchShop(Refusal):
    """No shop of this name or region; the known ones are named."""

    code = "cli.no_such_shop"


@dataclass(frozen=True, slots=True)
class Desk:
    """One command's place: the workspace it works in, who runs it, when."""

    workspace: Workspace
    actor: Actor
    now: datetime

    @classmethod
    def open(cls) -> "Desk":
        """The installation's first workspace; a fresh installation gets an empty one."""
        now = machine_clock()
        actor = Actor(f"cli: {getpass.getuser()}")
        workspace = only_workspace() or open_workspace(gettext("My workspace"), by=actor, now=now)
        return cls(workspace, actor, now)

    def shop(self, wanted: str) -> Shop:
        """A shop by number, name or region. Refuses with NoSuchShop."""
        shops, code = shops_of(self.workspace.pk), _spelled(wanted)
        for shop in shops:
            if wanted in (str(shop.pk), shop.name) or shop.region == code:
                return shop
        raise NoSuchShop(wanted=wanted, known=", ".join(shop.name for shop in shops))


def machine_clock() -> datetime:
    """The one place of this door that reads the machine's clock."""
    return datetime.now(UTC)


def command(group: click.Group, name: str, **options: Any) -> Callable[[Callable[P, None]], click.Command]:
    """A command of a group with `--json`, whose refusals become a sentence and exit code 2."""

    def made(function: Callable[P, None]) -> click.Command:
        found = command_of(name, **options)(function)
        group.add_command(found)
        return found

    return made


def command_of(name: str, **options: Any) -> Callable[[Callable[P, None]], click.Command]:
    """The same, belonging to no group yet."""

    def made(function: Callable[P, None]) -> click.Command:
        @wraps(function)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> None:
            try:
                function(*args, **kwargs)
            except Refusal as refusal:
                refuse(refusal, as_json=bool(kwargs.get("as_json")))

        wrapped = click.option("--json", "as_json", is_flag=True, help=gettext_lazy("Machine-readable output."))(
            guarded
        )
        made_of: Callable[[Callable[..., None]], click.Command] = click.command(name, **options)
        return made_of(wrapped)

    return made


def put(data: object, *, as_json: bool, text: Callable[[], str]) -> None:
    """An answer: `data` as JSON, or the text made for reading."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2) if as_json else text())


def refuse(refusal: Refusal, *, as_json: bool) -> NoReturn:
    """Say why nothing was done, and leave with exit code 2."""
    fail(refusal.code, said(refusal, gettext), refusal.data, as_json=as_json)


def fail(code: str, sentence: str, data: Data, *, as_json: bool) -> NoReturn:
    """The same for what is no rule's refusal: a mistake on the command line, a port that is taken."""
    if as_json:
        click.echo(json.dumps({"error": code, "message": sentence, "data": data}, ensure_ascii=False))
    else:
        click.echo(sentence, err=True)
    sys.exit(BAD_INPUT)


def _spelled(wanted: str) -> str:
    try:
        return region(wanted).code
    except Refusal:
        return ""
