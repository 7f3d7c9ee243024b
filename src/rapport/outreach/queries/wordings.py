"""Wordings as pages list them: in the order they are tried, with their texts by language and what became of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from rapport.outreach.models import MessageTemplate, MessageWording, WordingPlace
from rapport.outreach.queries.experiments import with_outcomes
from rapport.outreach.queries.templates import digest_of, shipped_templates, template_of
from rapport.outreach.rules.power import interval
from rapport.outreach.rules.sequences import arranged
from rapport.outreach.rules.wording import Purpose, Template
from rapport.shared.refusals import NotFound


@dataclass(frozen=True, slots=True)
class Usage:
    """How often the very words went out, how many of these had seven days to be answered, and how many were."""

    sent: int = 0
    settled: int = 0
    replied: int = 0

    @property
    def interval(self) -> tuple[int, int] | None:
        """Where the reply rate lies in 80 of 100 cases, hundredths of a percent."""
        return interval(self.replied, self.settled) if self.settled else None


@dataclass(frozen=True, slots=True)
class WordingText:
    """One text of a wording. `own_id` is the workspace's own row; None for a shipped text."""

    template: Template
    own_id: int | None
    replaces_shipped: bool
    usage: Usage


@dataclass(frozen=True, slots=True)
class WordingRow:
    """A wording of a purpose with its texts, by language."""

    purpose: Purpose
    name: str
    is_off: bool
    texts: tuple[WordingText, ...]

    def text_in(self, language: str) -> WordingText | None:
        return next((one for one in self.texts if one.template.language == language), None)


def wording_names(workspace_id: int, purpose: Purpose) -> list[str]:
    """The names of a purpose's wordings in the order they are tried, those turned off as well."""
    ordered = _in_order(workspace_id)
    return list(dict.fromkeys(one.name for one in ordered if one.purpose is purpose))


def wording_rows(workspace_id: int, purpose: Purpose, now: datetime) -> list[WordingRow]:
    """Every wording of a purpose with its figures."""
    own = {
        (row.purpose, row.name, row.language): row.pk
        for row in MessageTemplate.objects.filter(workspace_id=workspace_id, purpose=purpose.value)
    }
    shipped = {(one.name, one.language) for one in shipped_templates() if one.purpose is purpose}
    places = WordingPlace.objects.filter(workspace_id=workspace_id, purpose=purpose.value, is_off=True)
    off = set(places.values_list("name", flat=True))
    usage = usage_of(workspace_id, purpose, now)
    texts: dict[str, list[WordingText]] = {}
    for one in _in_order(workspace_id):
        if one.purpose is purpose:
            own_id = own.get((purpose.value, one.name, one.language))
            replaces = own_id is not None and (one.name, one.language) in shipped
            figures = usage.get((one.name, one.language, digest_of(one.text)), Usage())
            texts.setdefault(one.name, []).append(WordingText(one, own_id, replaces, figures))
    return [WordingRow(purpose, name, name in off, tuple(found)) for name, found in texts.items()]


def usage_of(workspace_id: int, purpose: Purpose, now: datetime) -> dict[tuple[str, str, str], Usage]:
    """Figures by name, language and digest of the text."""
    rows = MessageWording.objects.filter(
        message__thread__shop__workspace_id=workspace_id, message__purpose=purpose.value
    )
    counted = with_outcomes(rows, now).values("name", "language", "digest")
    figures = counted.annotate(
        sent=Count("pk"),
        settled=Count("pk", filter=Q(is_settled=True)),
        replied=Count("pk", filter=Q(is_settled=True, is_replied=True)),
    )
    return {
        (one["name"], one["language"], one["digest"]): Usage(one["sent"], one["settled"], one["replied"])
        for one in figures.order_by()
    }


def own_template(workspace_id: int, template_id: int) -> MessageTemplate:
    """Refuses with NotFound."""
    row = MessageTemplate.objects.filter(workspace_id=workspace_id, pk=template_id).first()
    if row is None:
        raise NotFound(what="template", id=template_id)
    return row


def _in_order(workspace_id: int) -> Sequence[Template]:
    own = [template_of(row) for row in MessageTemplate.objects.filter(workspace_id=workspace_id).order_by("pk")]
    order: dict[Purpose, list[str]] = {}
    for place in WordingPlace.objects.filter(workspace_id=workspace_id).order_by("position", "pk"):
        order.setdefault(Purpose(place.purpose), []).append(place.name)
    return arranged(own, shipped_templates(), order, {})
