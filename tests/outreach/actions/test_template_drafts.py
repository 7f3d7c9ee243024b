"""A template in another language is a draft until a person has approved it."""

import pytest
from tests.cast import MEI, NOW, Cast
from tests.outreach.translating import served

from rapport.outreach.actions.template_drafts import (
    DraftSettled,
    VariablesDiffer,
    approve_draft,
    drop_draft,
    translate_template,
)
from rapport.outreach.models import MessageTemplate, TemplateDraft, Translation
from rapport.outreach.queries.templates import own_templates
from rapport.outreach.queries.translation import open_drafts
from rapport.outreach.rules.wording import Purpose, Template, TemplateInvalid
from rapport.shared.refusals import NotFound

HELLO = Template(Purpose.REMIND, "zh", "你好 {creator}，{product} 怎么样？")
GERMAN = "Hallo {creator}, wie gefällt {product}?"


def drafts(cast: Cast, *languages: str) -> list[TemplateDraft]:
    return translate_template(cast.moonwell.pk, HELLO, languages, by=MEI, now=NOW)


def test_each_language_gets_a_draft_and_none_its_own(cast: Cast) -> None:
    served(cast)
    made = drafts(cast, "de", "th", "zh", "de")
    assert [(one.language, one.translation_id is not None) for one in made] == [("de", True), ("th", True)]
    assert drafts(cast, "de", "th") == made
    assert Translation.objects.count() == 2


def test_without_a_service_a_draft_waits_for_a_person_s_words(cast: Cast) -> None:
    [draft] = drafts(cast, "de")
    assert (draft.translation, draft.proposed) == (None, "")
    approve_draft(cast.moonwell.pk, draft.pk, GERMAN, by=MEI, now=NOW)
    assert MessageTemplate.objects.get().text == GERMAN


def test_only_an_approved_draft_is_a_template_that_is_sent(cast: Cast) -> None:
    served(cast)
    [draft] = drafts(cast, "de")
    Translation.objects.update(state="done", result=GERMAN)
    assert open_drafts(cast.moonwell.pk)[0].proposed == GERMAN
    assert own_templates(cast.moonwell.pk) == []
    approve_draft(cast.moonwell.pk, draft.pk, f"{GERMAN}!", by=MEI, now=NOW)
    [kept] = own_templates(cast.moonwell.pk)
    assert (kept.purpose, kept.language, kept.text) == ("remind", "de", f"{GERMAN}!")
    assert open_drafts(cast.moonwell.pk) == []


def test_a_draft_is_settled_once(cast: Cast) -> None:
    [draft] = drafts(cast, "de")
    drop_draft(cast.moonwell.pk, draft.pk, by=MEI, now=NOW)
    with pytest.raises(DraftSettled):
        approve_draft(cast.moonwell.pk, draft.pk, GERMAN, by=MEI, now=NOW)
    assert not MessageTemplate.objects.exists()


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("Hallo {creator}", VariablesDiffer),
        (f"{GERMAN} {{rate}}", VariablesDiffer),
        (f"{GERMAN} {{price}}", TemplateInvalid),
    ],
)
def test_a_draft_with_other_variables_is_refused(text: str, refusal: type[Exception], cast: Cast) -> None:
    [draft] = drafts(cast, "de")
    with pytest.raises(refusal):
        approve_draft(cast.moonwell.pk, draft.pk, text, by=MEI, now=NOW)
    draft.refresh_from_db()
    assert draft.state == TemplateDraft.State.OPEN


def test_another_workspace_finds_no_draft(cast: Cast) -> None:
    [draft] = drafts(cast, "de")
    with pytest.raises(NotFound):
        approve_draft(cast.harbour.pk, draft.pk, GERMAN, by=MEI, now=NOW)
