"""`rapport members`: who may sign in, and with which role."""

import click
from django.utils.translation import gettext, gettext_lazy

from rapport.cli.desk import Desk, command, put
from rapport.shops.actions.tokens import make_token, revoke_token
from rapport.shops.actions.workspaces import change_password, seat_member
from rapport.shops.queries.seats import members_of
from rapport.shops.rules.roles import Role


@click.group(help=gettext_lazy("Who may sign in."))
def members() -> None:
    """Who may sign in."""


@command(members, "list", help=gettext_lazy("Every member with their role."))
def list_members(*, as_json: bool) -> None:
    rows = [{"name": one.user.username, "role": one.role} for one in members_of(Desk.open().workspace.pk)]
    put(rows, as_json=as_json, text=lambda: "\n".join(f"{row['name']:<24} {row['role']}" for row in rows))


@command(members, "add", help=gettext_lazy("Seat NAME; a password is asked for."))
@click.argument("name")
@click.option(
    "--role", type=click.Choice([role.value for role in Role]), default=Role.OPERATOR.value, show_default=True
)
@click.password_option()
def add_member(*, name: str, role: str, password: str, as_json: bool) -> None:
    desk = Desk.open()
    user = seat_member(desk.workspace.pk, name, Role(role), by=desk.actor, now=desk.now, password=password)
    said = gettext("%(name)s may sign in as %(role)s.")
    put({"name": user.username, "role": role}, as_json=as_json, text=lambda: said % {"name": name, "role": role})


@command(members, "token", help=gettext_lazy("Make an API token for NAME, shown this once."))
@click.argument("name")
@click.option("--label", default="api", show_default=True)
def token(*, name: str, label: str, as_json: bool) -> None:
    desk = Desk.open()
    made = make_token(desk.workspace.pk, name, label, by=desk.actor, now=desk.now)
    put({"token": made, "label": label}, as_json=as_json, text=lambda: made)


@command(members, "revoke", help=gettext_lazy("End every API token of LABEL."))
@click.argument("label")
def revoke(*, label: str, as_json: bool) -> None:
    desk = Desk.open()
    revoke_token(desk.workspace.pk, label, by=desk.actor, now=desk.now)
    put({"revoked": label}, as_json=as_json, text=lambda: gettext("Revoked."))


@command(members, "password", help=gettext_lazy("Give NAME a new password."))
@click.argument("name")
@click.password_option()
def set_password(*, name: str, password: str, as_json: bool) -> None:
    desk = Desk.open()
    change_password(desk.workspace.pk, name, password, by=desk.actor, now=desk.now)
    put({"name": name}, as_json=as_json, text=lambda: gettext("The password of %(name)s is changed.") % {"name": name})
