"""A workspace's own message templates; they stand before the shipped ones."""

from datetime import datetime

from django.db import transaction

from rapport.outreach.models import MessageTemplate
from rapport.outreach.rules.wording import Template, check_template
from rapport.shared.refusals import NotFound, Refusal
from rapport.shops.actions.trail import record
from rapport.shops.rules.roles import Actor


class TemplateEmpty(Refusal):
    """A template says something, in some language."""

    code = "wording.template_empty"


@transaction.atomic
def add_template(workspace_id: int, template: Template, *, by: Actor, now: datetime) -> MessageTemplate:
    """Keep a text for one purpose and language. Refuses with TemplateEmpty or TemplateInvalid."""
    if not template.text.strip() or not template.language.strip():
        raise TemplateEmpty
    check_template(template)
    made = MessageTemplate.objects.create(
        workspace_id=workspace_id,
        purpose=template.purpose.value,
        language=template.language.strip(),
        text=template.text.strip(),
    )
    record(workspace_id, by, "template.add", made.purpose, now=now, language=made.language)
    return made


@transaction.atomic
def remove_template(workspace_id: int, template_id: int, *, by: Actor, now: datetime) -> None:
    """Take a text of the workspace's own away; shipped ones stay. Refuses with NotFound."""
    row = MessageTemplate.objects.filter(workspace_id=workspace_id, pk=template_id).first()
    if row is None:
        raise NotFound(what="template", id=template_id)
    record(workspace_id, by, "template.remove", row.purpose, now=now, language=row.language)
    row.delete()
