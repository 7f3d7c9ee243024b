"""Which wording a message was made of, and the order in which a workspace's wordings are tried."""

from datetime import datetime

from django.db import transaction

from rapport.outreach.models import Experiment, Message, MessageWording, WordingPlace
from rapport.outreach.queries.templates import digest_of
from rapport.outreach.queries.wordings import wording_names
from rapport.outreach.rules.wording import Purpose, Template
from rapport.shared.refusals import NotFound, Refusal
from rapport.shops.actions.trail import record
from rapport.shops.rules.roles import Actor


class WordingUnderTest(Refusal):
    """A running experiment compares this wording: changed now, its figures would be of two texts."""

    code = "wording.under_test"


def check_not_under_test(workspace_id: int, purpose: Purpose, name: str) -> None:
    """Refuses with WordingUnderTest."""
    running = Experiment.objects.filter(
        shop__workspace_id=workspace_id, purpose=purpose.value, state=Experiment.State.RUNNING
    )
    if any(name in one.arms for one in running):
        raise WordingUnderTest(wording=name)


def remember_wording(message: Message, template: Template, experiment: Experiment | None, arm: int | None) -> None:
    """Keep what a message was made of; a message that is remembered already stays as it is."""
    MessageWording.objects.get_or_create(
        message=message,
        defaults={
            "name": template.name,
            "language": template.language,
            "digest": digest_of(template.text),
            "experiment": experiment,
            "arm": arm,
        },
    )


@transaction.atomic
def move_wording(workspace_id: int, purpose: Purpose, name: str, *, earlier: bool, by: Actor, now: datetime) -> None:
    """Try a wording one place earlier, or later. Refuses with NotFound."""
    names = _names(workspace_id, purpose, name)
    place = names.index(name)
    other = place - 1 if earlier else place + 1
    if not 0 <= other < len(names):
        return
    names[place], names[other] = names[other], names[place]
    _put(workspace_id, purpose, names)
    record(workspace_id, by, "wording.move", name, now=now, purpose=purpose.value)


@transaction.atomic
def turn_wording(workspace_id: int, purpose: Purpose, name: str, *, off: bool, by: Actor, now: datetime) -> None:
    """Use a wording no more, or again. Refuses with NotFound or WordingUnderTest."""
    names = _names(workspace_id, purpose, name)
    if off:
        check_not_under_test(workspace_id, purpose, name)
    _put(workspace_id, purpose, names)
    WordingPlace.objects.filter(workspace_id=workspace_id, purpose=purpose.value, name=name).update(is_off=off)
    record(workspace_id, by, "wording.turn", name, now=now, purpose=purpose.value, off=off)


def put_first(workspace_id: int, purpose: Purpose, name: str) -> None:
    """Try a wording before all others of its purpose."""
    names = wording_names(workspace_id, purpose)
    _put(workspace_id, purpose, [name, *(one for one in names if one != name)])


def _names(workspace_id: int, purpose: Purpose, name: str) -> list[str]:
    names = wording_names(workspace_id, purpose)
    if name not in names:
        raise NotFound(what="wording", id=name)
    return names


def _put(workspace_id: int, purpose: Purpose, names: list[str]) -> None:
    for position, name in enumerate(names):
        WordingPlace.objects.update_or_create(
            workspace_id=workspace_id, purpose=purpose.value, name=name, defaults={"position": position}
        )
