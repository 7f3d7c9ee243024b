"""What the account manager is asked: written down, exported without names, answered, closed."""

from django.http import HttpResponse
from django.utils.translation import gettext

from rapport.console import entries
from rapport.console.desk import Desk, page, write
from rapport.console.exporting import as_file
from rapport.creators.queries.lists import creator_list, members_of_list
from rapport.outreach.actions.tasks import Asking, answer_task, ask_manager, close_task, export_task
from rapport.outreach.models import ManagerTask
from rapport.outreach.queries.tasks import creators_of, task, task_page
from rapport.shared.refusals import NotFound
from rapport.shops.rules.roles import Ability

STATES = [state.value for state in ManagerTask.State]


@page
def tasks(desk: Desk) -> HttpResponse:
    state = entries.filter_of(desk.request.GET, "state", STATES)
    context = {
        "active": "tasks",
        "list": task_page(desk.workspace_id, state, entries.page(desk.request.GET)),
        "state": state,
        "states": STATES,
        "today": desk.now.date(),
    }
    return desk.show("tasks/list.html", context)


@page
def one_task(desk: Desk, task_id: int) -> HttpResponse:
    found = task(desk.workspace_id, task_id)
    return desk.show("tasks/task.html", {"active": "tasks", "found": found, "creators": creators_of(found)})


@write(Ability.PLAN)
def ask(desk: Desk) -> HttpResponse:
    """Ask about the creators that the form names, or about everybody on a list."""
    sent = desk.request.POST
    chosen = [entries.row_id(one) for one in sent.getlist("creator")]
    if None in chosen:
        raise NotFound(what="creator", id="")
    listed = entries.row_id(entries.text(sent, "list"))
    if listed is not None:
        chosen += members_of_list(creator_list(desk.workspace_id, listed))
    shop = entries.row_id(entries.text(sent, "shop"))
    with desk.told():
        asking = Asking(
            entries.text(sent, "request"),
            sorted({one for one in chosen if one is not None}),
            shop,
            entries.day(sent, "due"),
        )
        made = ask_manager(desk.workspace_id, asking, by=desk.seat.actor, now=desk.now)
        desk.say(gettext("Written down; the file for the account manager is on this page."))
        return desk.back("task", made.pk)
    return desk.back("tasks")


@write(Ability.PLAN)
def answer(desk: Desk, task_id: int) -> HttpResponse:
    """Keep what the account manager said."""
    with desk.told():
        text = entries.text(desk.request.POST, "answer")
        answer_task(desk.workspace_id, task_id, text, by=desk.seat.actor, now=desk.now)
        desk.say(gettext("The answer is kept."))
    return desk.back("task", task_id)


@write(Ability.PLAN)
def close(desk: Desk, task_id: int) -> HttpResponse:
    close_task(desk.workspace_id, task_id, by=desk.seat.actor, now=desk.now)
    desk.say(gettext("Closed."))
    return desk.back("tasks")


@write(Ability.PLAN)
def export(desk: Desk, task_id: int) -> HttpResponse:
    """The file that goes with a request: figures in bands, no names."""
    lines = export_task(desk.workspace_id, task_id, by=desk.seat.actor, now=desk.now)
    return as_file(lines, f"account-manager-{task_id}.csv")
