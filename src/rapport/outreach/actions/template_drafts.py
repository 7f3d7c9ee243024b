"""A template into other languages: drafts by a service or for a person, of which only approved ones are ever sent."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from rapport.outreach.actions.templates import add_template
from rapport.outreach.actions.translating import ask_translation
from rapport.outreach.models import MessageTemplate, TemplateDraft, TranslatorAccount
from rapport.outreach.queries.translation import account_of, template_draft
from rapport.outreach.rules.languages import check_language
from rapport.outreach.rules.wording import Purpose, Template, check_template
from rapport.shared.refusals import Refusal
from rapport.shops.actions.trail import record
from rapport.shops.rules.roles import Actor

State = TemplateDraft.State


class DraftSettled(Refusal):
    """Somebody has approved or dropped this draft already."""

    code = "translation.draft_settled"


class VariablesDiffer(Refusal):
    """The translation names other variables than the template it is of."""

    code = "translation.variables_differ"


@transaction.atomic
def translate_template(
    workspace_id: int, template: Template, languages: Sequence[str], *, by: Actor, now: datetime
) -> list[TemplateDraft]:
    """A draft in each language, asked of the service where there is one; a draft that is open already is asked again.

    Refuses with TemplateInvalid or LanguageUnknown.
    """
    check_template(template)
    served = account_of(workspace_id).kind != TranslatorAccount.Kind.NONE
    made = []
    for language in dict.fromkeys(languages):
        if check_language(language) == template.language:
            continue
        draft = _draft(workspace_id, template, language, now)
        if served:
            asked = ask_translation(workspace_id, template.text, template.language, language, now=now)
            draft.translation = asked
            draft.save(update_fields=["translation"])
        made.append(draft)
    listed = ", ".join(one.language for one in made)
    record(workspace_id, by, "template.translate", template.purpose.value, now=now, languages=listed)
    return made


@transaction.atomic
def approve_draft(workspace_id: int, draft_id: int, text: str, *, by: Actor, now: datetime) -> MessageTemplate:
    """Make a draft a template, in the words a person saw and may have changed.

    Refuses with NotFound, DraftSettled, VariablesDiffer and as `add_template`.
    """
    draft = template_draft(workspace_id, draft_id)
    template = Template(Purpose(draft.purpose), draft.language, text, draft.wording)
    check_template(template)
    wanted = sorted(Template(template.purpose, draft.source, draft.source_text).variables())
    if text.strip() and sorted(template.variables()) != wanted:
        raise VariablesDiffer(wanted=", ".join(wanted), found=", ".join(sorted(template.variables())))
    _settle(draft, State.APPROVED, by, now)
    made = add_template(workspace_id, template, by=by, now=now)
    TemplateDraft.objects.filter(pk=draft.pk).update(template=made)
    return made


@transaction.atomic
def drop_draft(workspace_id: int, draft_id: int, *, by: Actor, now: datetime) -> None:
    """A draft is not wanted. Refuses with NotFound or DraftSettled."""
    draft = template_draft(workspace_id, draft_id)
    _settle(draft, State.DROPPED, by, now)
    record(workspace_id, by, "template.drop_draft", draft.purpose, now=now, language=draft.language)


def _draft(workspace_id: int, template: Template, language: str, now: datetime) -> TemplateDraft:
    known = {
        "workspace_id": workspace_id,
        "purpose": template.purpose.value,
        "wording": template.name,
        "source": template.language,
        "source_text": template.text,
        "language": language,
        "state": State.OPEN,
    }
    return TemplateDraft.objects.filter(**known).first() or TemplateDraft.objects.create(**known, made_at=now)


def _settle(draft: TemplateDraft, state: TemplateDraft.State, by: Actor, now: datetime) -> None:
    waiting = TemplateDraft.objects.filter(pk=draft.pk, state=State.OPEN)
    if not waiting.update(state=state, settled_at=now, settled_by=by.label[:80]):
        raise DraftSettled(language=draft.language)
