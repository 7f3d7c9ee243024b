"""The message templates that ship, read once per process, and those a workspace wrote, in the order they are tried."""

import tomllib
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files

from rapport.outreach.models import MessageTemplate, WordingPlace
from rapport.outreach.models.wordings import DIGEST_CHARS
from rapport.outreach.rules.sequences import arranged
from rapport.outreach.rules.wording import Purpose, Template, check_template

PHRASES = frozenset({"gift", "traffic", "joined"})


@dataclass(frozen=True, slots=True)
class Phrases:
    """Words of one language that variables are filled with: the free sample, the traffic support, both joined."""

    gift: dict[str, str]
    traffic: dict[str, str]
    joined: dict[str, str]


@cache
def shipped_templates() -> tuple[Template, ...]:
    """Every shipped template; within a purpose and language the preferred one first. Refuses with TemplateInvalid."""
    found = [
        Template(Purpose(purpose), language, str(text).strip(), name)
        for language, tables in _files().items()
        for purpose, texts in tables.items()
        if isinstance(texts, dict)
        for name, text in texts.items()
    ]
    for template in found:
        check_template(template)
    return tuple(found)


@cache
def shipped_phrases() -> Phrases:
    """How sample and support are called, by language."""
    words = {name: {language: str(tables[name]) for language, tables in _files().items()} for name in PHRASES}
    return Phrases(words["gift"], words["traffic"], words["joined"])


def shipped_languages() -> list[str]:
    """Those that something is shipped in."""
    return sorted({one.language for one in shipped_templates()})


def own_templates(workspace_id: int) -> list[MessageTemplate]:
    """The texts a workspace wrote itself, by language and purpose."""
    return list(MessageTemplate.objects.filter(workspace_id=workspace_id).order_by("language", "purpose", "pk"))


def templates_of(workspace_id: int) -> tuple[Template, ...]:
    """A workspace's templates as they are tried: its own before the shipped ones, or in the order it gave them."""
    own = MessageTemplate.objects.filter(workspace_id=workspace_id).order_by("pk")
    order: dict[Purpose, list[str]] = {}
    off: dict[Purpose, set[str]] = {}
    for place in WordingPlace.objects.filter(workspace_id=workspace_id).order_by("position", "pk"):
        order.setdefault(Purpose(place.purpose), []).append(place.name)
        if place.is_off:
            off.setdefault(Purpose(place.purpose), set()).add(place.name)
    return arranged(
        [template_of(row) for row in own],
        shipped_templates(),
        order,
        {purpose: frozenset(names) for purpose, names in off.items()},
    )


def template_of(row: MessageTemplate) -> Template:
    """A workspace's own text as the rules see it."""
    return Template(Purpose(row.purpose), row.language, row.text, row.name)


def digest_of(text: str) -> str:
    """Tells the very words of a template from those it is changed into."""
    return sha256(text.encode()).hexdigest()[:DIGEST_CHARS]


@cache
def _files() -> dict[str, dict[str, object]]:
    folder = files("rapport.outreach") / "templates"
    entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    return {
        entry.name.removesuffix(".toml"): tomllib.loads(entry.read_text(encoding="utf-8"))
        for entry in entries
        if entry.name.endswith(".toml")
    }
