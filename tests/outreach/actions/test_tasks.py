"""Asking the account manager: written down, answered, closed; the file names nobody."""

from datetime import date

import pytest
from tests.cast import MEI, NOW, Cast

from rapport.outreach.actions.tasks import (
    Asking,
    RequestEmpty,
    TaskSettled,
    answer_task,
    ask_manager,
    close_task,
    export_task,
)
from rapport.outreach.models import ManagerTask
from rapport.outreach.queries.tasks import open_tasks
from rapport.shared.refusals import NotFound


def asked(cast: Cast, request: str = "Please nudge them.") -> ManagerTask:
    asking = Asking(request, [cast.anna.pk, cast.bao.pk], cast.uk.pk, date(2026, 3, 6))
    return ask_manager(cast.moonwell.pk, asking, by=MEI, now=NOW)


def test_a_request_is_asked_answered_and_closed(cast: Cast) -> None:
    made = asked(cast)
    assert (made.state, made.asked_by, made.due_on, made.creators.count()) == ("asked", "mei", date(2026, 3, 6), 2)
    answer_task(cast.moonwell.pk, made.pk, "Done on Tuesday.", by=MEI, now=NOW)
    made.refresh_from_db()
    assert (made.state, made.answer) == ("answered", "Done on Tuesday.")
    close_task(cast.moonwell.pk, made.pk, by=MEI, now=NOW)
    assert open_tasks(cast.moonwell.pk, 5) == []
    with pytest.raises(TaskSettled):
        answer_task(cast.moonwell.pk, made.pk, "Again.", by=MEI, now=NOW)


def test_the_file_holds_its_creators_and_no_name(cast: Cast) -> None:
    text = "".join(export_task(cast.moonwell.pk, asked(cast).pk, by=MEI, now=NOW))
    assert text.count("\n") == 3
    assert not any(name in text.lower() for name in ("anna", "bao", "open-"))


def test_nothing_is_asked_without_words_or_about_strangers(cast: Cast) -> None:
    with pytest.raises(RequestEmpty):
        asked(cast, "  ")
    with pytest.raises(NotFound):
        ask_manager(cast.harbour.pk, Asking("Hi", [cast.anna.pk]), by=MEI, now=NOW)
    with pytest.raises(NotFound):
        answer_task(cast.harbour.pk, asked(cast).pk, "Hi", by=MEI, now=NOW)
    assert ManagerTask.objects.count() == 1
