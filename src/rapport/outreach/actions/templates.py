"""A workspace's own message templates; they stand before the shipped ones, or in place of one."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from rapport.outreach.actions.wordings import check_not_under_test
from rapport.outreach.models import MessageTemplate
from rapport.outreach.models.threads import WORDING_CHARS
from rapport.outreach.queries.limits import limits_of
from rapport.outreach.queries.templates import template_of
from rapport.outreach.rules.checking import BRACE
from rapport.outreach.rules.forbidden import check_words
from rapport.outreach.rules.wording import VARIABLE, Purpose, Template, check_template
from rapport.shared.refusals import NotFound, Refusal
from rapport.shops.actions.trail import record
from rapport.shops.rules.roles import Actor

OWN = "own"


class TemplateEmpty(Refusal):
    """A template says something, in some language."""

    code = "wording.template_empty"


class BraceAlone(Refusal):
    """A brace belongs to no variable: one is misspelt, and would go out as it stands."""

    code = "wording.brace_alone"


class WordingTaken(Refusal):
    """The workspace has a text of this name for this purpose and language."""

    code = "wording.taken"


@transaction.atomic
def add_template(workspace_id: int, template: Template, *, by: Actor, now: datetime) -> MessageTemplate:
    """Keep a text for one purpose and language; without a name it gets the next free one.

    Refuses with TemplateEmpty, TemplateInvalid, BraceAlone, WordsForbidden, WordingTaken or WordingUnderTest.
    """
    checked = _checked(workspace_id, template)
    name = checked.name.strip()[:WORDING_CHARS] or _next_name(workspace_id, checked.purpose)
    check_not_under_test(workspace_id, checked.purpose, name)
    where = {"workspace_id": workspace_id, "purpose": checked.purpose.value, "language": checked.language, "name": name}
    made, is_new = MessageTemplate.objects.get_or_create(**where, defaults={"text": checked.text})
    if not is_new:
        raise WordingTaken(wording=name)
    record(workspace_id, by, "template.add", made.purpose, now=now, language=made.language, wording=name)
    return made


@transaction.atomic
def change_template(workspace_id: int, template_id: int, text: str, *, by: Actor, now: datetime) -> MessageTemplate:
    """Other words for an own text. Refuses with NotFound and as `add_template`."""
    row = _own(workspace_id, template_id)
    checked = _checked(workspace_id, replace(template_of(row), text=text))
    check_not_under_test(workspace_id, checked.purpose, row.name)
    row.text = checked.text
    row.save(update_fields=["text"])
    record(workspace_id, by, "template.change", row.purpose, now=now, language=row.language, wording=row.name)
    return row


@transaction.atomic
def remove_template(workspace_id: int, template_id: int, *, by: Actor, now: datetime) -> None:
    """Take a text of the workspace's own away; a shipped one that it replaced stands again.

    Refuses with NotFound or WordingUnderTest.
    """
    row = _own(workspace_id, template_id)
    check_not_under_test(workspace_id, Purpose(row.purpose), row.name)
    record(workspace_id, by, "template.remove", row.purpose, now=now, language=row.language, wording=row.name)
    row.delete()


def _own(workspace_id: int, template_id: int) -> MessageTemplate:
    row = MessageTemplate.objects.filter(workspace_id=workspace_id, pk=template_id).first()
    if row is None:
        raise NotFound(what="template", id=template_id)
    return row


def _checked(workspace_id: int, template: Template) -> Template:
    tidied = replace(template, text=template.text.strip(), language=template.language.strip())
    if not tidied.text or not tidied.language:
        raise TemplateEmpty
    check_template(tidied)
    if BRACE.search(VARIABLE.sub("", tidied.text)):
        raise BraceAlone
    check_words(tidied.text, limits_of(workspace_id).contact, tidied.language)
    return tidied


def _next_name(workspace_id: int, purpose: Purpose) -> str:
    rows = MessageTemplate.objects.filter(workspace_id=workspace_id, purpose=purpose.value)
    taken = set(rows.values_list("name", flat=True))
    number = len(taken) + 1
    while f"{OWN} {number}" in taken:
        number += 1
    return f"{OWN} {number}"
