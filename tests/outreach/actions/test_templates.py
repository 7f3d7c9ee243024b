"""A workspace's own texts stand before the shipped ones; each names variables that exist."""

from dataclasses import replace

import pytest
from tests.cast import MEI, NOW, Cast

from rapport.outreach.actions.templates import (
    BraceAlone,
    TemplateEmpty,
    WordingTaken,
    add_template,
    change_template,
    remove_template,
)
from rapport.outreach.actions.wordings import move_wording, turn_wording
from rapport.outreach.models import MessageTemplate, WordingPlace
from rapport.outreach.queries.templates import own_templates, shipped_templates, templates_of
from rapport.outreach.queries.wordings import wording_names
from rapport.outreach.rules.forbidden import WordsForbidden
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
    assert (line.actor, line.subject, line.data) == ("mei", "invite", {"language": "en", "wording": "own 1"})


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
    first, *others = templates_of(cast.moonwell.pk)
    assert first == Template(Purpose.INVITE, "en", "Hi {creator}!", "own 1")
    assert sorted(others, key=shipped.index) == list(shipped)
    assert set(templates_of(cast.harbour.pk)) == set(shipped)


def test_a_text_by_a_shipped_name_stands_in_its_place_and_gives_it_back(cast: Cast) -> None:
    made = add_template(cast.moonwell.pk, Template(Purpose.INVITE, "de", "Hallo {creator}!", "video"), by=MEI, now=NOW)
    assert invites(cast, "de")[0] == ("video", "Hallo {creator}!")
    assert len(invites(cast, "de")) == len(invites(cast, "en")) == 3
    remove_template(cast.moonwell.pk, made.pk, by=MEI, now=NOW)
    assert invites(cast, "de")[0][1].startswith("{greeting} {creator}, dein Video")


def invites(cast: Cast, language: str) -> list[tuple[str, str]]:
    found = templates_of(cast.moonwell.pk)
    return [(one.name, one.text) for one in found if (one.purpose, one.language) == (Purpose.INVITE, language)]


def test_a_name_is_used_once_a_language(cast: Cast) -> None:
    template = Template(Purpose.INVITE, "en", "Hi {creator}!", "mine")
    add_template(cast.moonwell.pk, template, by=MEI, now=NOW)
    with pytest.raises(WordingTaken):
        add_template(cast.moonwell.pk, replace(template, text="Hello {creator}!"), by=MEI, now=NOW)
    add_template(cast.moonwell.pk, replace(template, language="de"), by=MEI, now=NOW)
    add_template(cast.harbour.pk, template, by=MEI, now=NOW)


def test_other_words_are_put_in_the_same_place(cast: Cast) -> None:
    made = add(cast)
    change_template(cast.moonwell.pk, made, "Hello {creator}!", by=MEI, now=NOW)
    assert MessageTemplate.objects.get().text == "Hello {creator}!"
    with pytest.raises(NotFound):
        change_template(cast.harbour.pk, made, "Mine now", by=MEI, now=NOW)


@pytest.mark.parametrize("text", ["Hi {creator", "Hi creator}!", "Hi { creator }!", "Hi ｛creator｝"])
def test_a_misspelt_variable_would_go_out_as_it_stands_and_is_refused(cast: Cast, text: str) -> None:
    with pytest.raises(BraceAlone):
        add(cast, text)


def test_forbidden_words_are_refused_with_the_words(cast: Cast) -> None:
    with pytest.raises(WordsForbidden) as refused:
        add(cast, "Hi {creator}, add us on WhatsApp!")
    assert refused.value.data == {"kind": "contact", "words": "WhatsApp"}


def test_the_order_is_the_workspace_s_own_and_what_is_turned_off_is_not_used(cast: Cast) -> None:
    workspace = cast.moonwell.pk
    move_wording(workspace, Purpose.INVITE, "short", earlier=True, by=MEI, now=NOW)
    assert [name for name, _ in invites(cast, "en")] == ["video", "short", "offer"]
    turn_wording(workspace, Purpose.INVITE, "video", off=True, by=MEI, now=NOW)
    assert [name for name, _ in invites(cast, "fr")] == ["short", "offer"]
    assert wording_names(workspace, Purpose.INVITE) == ["video", "short", "offer"]
    move_wording(workspace, Purpose.INVITE, "offer", earlier=False, by=MEI, now=NOW)
    turn_wording(workspace, Purpose.INVITE, "video", off=False, by=MEI, now=NOW)
    assert [name for name, _ in invites(cast, "en")] == ["video", "short", "offer"]
    assert WordingPlace.objects.filter(workspace=cast.harbour).count() == 0


def test_a_wording_nobody_wrote_has_no_place(cast: Cast) -> None:
    with pytest.raises(NotFound):
        move_wording(cast.moonwell.pk, Purpose.INVITE, "nothing", earlier=True, by=MEI, now=NOW)
