"""`rapport threads`: the talks with creators, and one of them to read."""

from collections.abc import Sequence

import click
from django.utils.translation import gettext, gettext_lazy

from rapport.cli.desk import Desk, command, put
from rapport.outreach.models import Message
from rapport.outreach.queries.threads import ThreadRow, messages_of, thread, thread_page
from rapport.shared.paging import Page

TEXT_SHOWN = 60


@click.group(help=gettext_lazy("Talks with creators."))
def threads() -> None:
    """Talks with creators."""


@command(threads, "list", help=gettext_lazy("One page of threads: those who wait for an answer first."))
@click.option("--shop", "wanted", default="", help=gettext_lazy("Shop by number, name or region."))
@click.option("--waiting", is_flag=True, help=gettext_lazy("Only those who wait for an answer."))
@click.option("--page", type=click.IntRange(1), default=1, show_default=True)
def list_threads(*, wanted: str, waiting: bool, page: int, as_json: bool) -> None:
    desk = Desk.open()
    shop_id = desk.shop(wanted).pk if wanted else None
    found = thread_page(desk.workspace.pk, shop_id=shop_id, waiting=waiting, page=page)
    data = {"total": found.total, "page": found.page, "pages": found.pages, "threads": [_row(x) for x in found.rows]}
    put(data, as_json=as_json, text=lambda: _text(found))


@command(threads, "show", help=gettext_lazy("THREAD, by its number, with all its messages, the oldest first."))
@click.argument("number", metavar="THREAD", type=int)
def show_thread(*, number: int, as_json: bool) -> None:
    desk = Desk.open()
    found = thread(desk.workspace.pk, number)
    said = messages_of(desk.workspace.pk, number)
    data = {
        "id": found.pk,
        "shop": found.shop.name,
        "creator": found.creator.handle,
        "waiting_since": found.waiting_since.isoformat() if found.waiting_since else None,
        "messages": [_message(one) for one in said],
    }
    put(data, as_json=as_json, text=lambda: _talk(found.creator.handle, said))


def _row(row: ThreadRow) -> dict[str, object]:
    return {
        "id": row.thread_id,
        "shop": row.shop_name,
        "creator": row.handle,
        "stage": row.stage,
        "waiting_since": row.waiting_since.isoformat() if row.waiting_since else None,
        "last_at": row.last_at.isoformat() if row.last_at else None,
        "last_text": row.last_text,
        "last_is_ours": row.last_is_ours,
    }


def _message(one: Message) -> dict[str, object]:
    return {
        "from": "creator" if one.state == Message.State.RECEIVED else "shop",
        "state": one.state,
        "purpose": one.purpose,
        "at": (one.sent_at or one.due_at).isoformat(),
        "text": one.text,
        "units": one.reservation.units if one.reservation else 0,
    }


def _text(found: Page[ThreadRow]) -> str:
    lines = [
        f"{row.thread_id:>6}  {'←' if row.waiting_since else ' '} @{row.handle:<24} {row.shop_name:<24} "
        f"{' '.join(row.last_text.split())[:TEXT_SHOWN]}"
        for row in found.rows
    ]
    return "\n".join(lines) or gettext("No threads yet.")


def _talk(handle: str, said: Sequence[Message]) -> str:
    lines = []
    for one in said:
        who = f"@{handle}" if one.state == Message.State.RECEIVED else one.state
        lines.append(f"{one.sent_at or one.due_at:%Y-%m-%d %H:%M}  {who}\n{one.text}\n")
    return "\n".join(lines)
