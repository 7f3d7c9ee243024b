"""The message templates that ship, read once per process, and those a workspace wrote."""

import tomllib
from functools import cache
from importlib.resources import files

from rapport.outreach.models import MessageTemplate
from rapport.outreach.rules.wording import Purpose, Template, check_template


@cache
def shipped_templates() -> tuple[Template, ...]:
    """Every shipped template; within a purpose and language the preferred one first. Refuses with TemplateInvalid."""
    found = [
        Template(Purpose(purpose), language, text.strip())
        for language, tables in _files().items()
        for purpose, texts in tables.items()
        if purpose != "gift"
        for text in texts
    ]
    for template in found:
        check_template(template)
    return tuple(found)


@cache
def shipped_gifts() -> dict[str, str]:
    """How a free sample is called, by language."""
    return {language: tables["gift"][0] for language, tables in _files().items()}


def own_templates(workspace_id: int) -> list[MessageTemplate]:
    """The texts a workspace wrote itself, by language and purpose."""
    return list(MessageTemplate.objects.filter(workspace_id=workspace_id).order_by("language", "purpose", "pk"))


@cache
def _files() -> dict[str, dict[str, list[str]]]:
    folder = files("rapport.outreach") / "templates"
    entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    return {
        entry.name.removesuffix(".toml"): tomllib.loads(entry.read_text(encoding="utf-8"))
        for entry in entries
        if entry.name.endswith(".toml")
    }
