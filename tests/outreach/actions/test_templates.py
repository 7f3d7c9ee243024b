"""A workspace's own texts stand before the shipped ones; each names variables that exist."""

import pytest
from tests.cast import MEI, NOW, Cast

from rapport.outreach.actions.templates import TemplateEmpty, add_template, remove_template
from rapport.outreach.models import MessageTemplate
from rapport.outreach.queries.templates import own_templates, shipped_gifts, shipped_templates
from rapport.outreach.queries.threads import templates_of
from rapport.outreach.rules.wording import Purpose, Template, TemplateInvalid
from rapport.shared.refusals import NotFound
from rapport.shops.models import AuditLine


def add(cast: Cast, text: str = "Hi {creator}!", purpose: Purpose = Purpose.INVITE, language: str = "en") -> int:
    return add_template(cast.moonwell.pk, Template(purpose, language, text), by=MEI, now=NOW).pk


def test_a_text_is_kept_trimmed_and_stands_in_the_trail(cast: Cast) -> None:
    add(cast, "  Hi {creator}!\n", language=" en ")
    kept = MessageTemplate.objects.get()
    assert (kept.workspace, kept.purpose, kept.language, kept.text) == (cast.moonwell, "invite", "en", "Hi {creator}!")
    line = AuditLine.objects.get(action="template.add")
    assert (line.actor, line.subject, line.data) == ("mei", "invite", {"language": "en"})


@pytest.mark.parametrize(("text", "language"), [("", "en"), (" \n", "en"), ("Hi!", "")])
def test_a_text_says_something_in_some_language(cast: Cast, text: str, language: str) -> None:
    with pytest.raises(TemplateEmpty):
        add(cast, text, language=language)


def test_a_variable_that_does_not_exist_is_refused_by_name(cast: Cast) -> None:
    with pytest.raises(TemplateInvalid) as refused:
        add(cast, "Hi {name}!")
    assert refused.value.data["variable"] == "name"
    assert not MessageTemplate.objects.exists()


def test_a_text_is_taken_away_by_its_own_workspace_alone(cast: Cast) -> None:
    made = add(cast)
    with pytest.raises(NotFound) as refused:
        remove_template(cast.harbour.pk, made, by=MEI, now=NOW)
    assert refused.value.data == {"what": "template", "id": made}
    remove_template(cast.moonwell.pk, made, by=MEI, now=NOW)
    assert not MessageTemplate.objects.exists()


def test_own_texts_are_listed_by_language_and_purpose_for_their_workspace(cast: Cast) -> None:
    made = [add(cast, purpose=Purpose.REMIND), add(cast), add(cast, language="de"), add(cast)]
    assert [one.pk for one in own_templates(cast.moonwell.pk)] == [made[2], made[1], made[3], made[0]]
    assert own_templates(cast.harbour.pk) == []


def test_own_texts_stand_before_the_shipped_ones(cast: Cast) -> None:
    add(cast)
    shipped = shipped_templates()
    assert templates_of(cast.moonwell.pk, shipped) == (Template(Purpose.INVITE, "en", "Hi {creator}!"), *shipped)
    assert templates_of(cast.harbour.pk, shipped) == shipped


def test_every_shipped_language_has_each_purpose_and_a_word_for_the_sample() -> None:
    languages = {one.language for one in shipped_templates()}
    assert languages == set(shipped_gifts())
    for language in languages:
        assert {one.purpose for one in shipped_templates() if one.language == language} == set(Purpose)
