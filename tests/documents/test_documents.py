"""The documents may not drift: commands, settings, endpoints, links and counterparts in them are real."""

import re
from pathlib import Path

import click
import pytest

from rapport.api.app import api
from rapport.project.main import rapport_command

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = sorted(
    path
    for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("src/*/*.md")]
    if path.name != "CHANGELOG.md"
)
COMMAND = re.compile(r"(?:\.venv/bin/|`)rapport ((?:[a-z][a-z-]*)(?: [a-z][a-z-]*)?)")
MAKE = re.compile(r"(?:^    |`)make ([a-z]+)", re.MULTILINE)
LINK = re.compile(r"\]\(([^)#]+)(?:#[^)]*)?\)")
VARIABLE = re.compile(r"^\| `([A-Z_]+)` \|", re.MULTILINE)
SHIPPED = ROOT / "src"


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_command_exists(document: Path) -> None:
    unknown = [found for found in COMMAND.findall(document.read_text(encoding="utf-8")) if not is_command(found)]
    assert unknown == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_make_target_exists(document: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(MAKE.findall(document.read_text(encoding="utf-8"))) <= targets


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_leads_somewhere(document: Path) -> None:
    links = LINK.findall(document.read_text(encoding="utf-8"))
    dead = [link for link in links if "://" not in link and not (document.parent / link).exists()]
    assert dead == []


def test_every_command_says_what_it_is_for_and_answers_in_json() -> None:
    silent = [name for name, command in commands() if not command.help]
    assert silent == []
    without = [name for name, command in commands() if not speaks_json(command)]
    assert without == []


@pytest.mark.parametrize("guide", ["operate.md", "operate.zh.md"])
def test_the_settings_are_those_the_code_reads(guide: str) -> None:
    named = set(VARIABLE.findall((ROOT / "docs" / "guide" / guide).read_text(encoding="utf-8")))
    source = "\n".join(path.read_text(encoding="utf-8") for path in SHIPPED.rglob("*.py"))
    read = set(re.findall(r'"(RAPPORT_[A-Z_]+|PORT|DATABASE_URL)"', source))
    assert named == read


def test_every_endpoint_is_described() -> None:
    described = api.get_openapi_schema(path_prefix="/api/v1/")["paths"]
    silent = [
        path for path, methods in described.items() for method in methods.values() if not method.get("description")
    ]
    assert silent == []


def test_both_languages_have_the_same_guides() -> None:
    guides = {path.name for path in (ROOT / "docs" / "guide").glob("*.md")}
    english = {name for name in guides if not name.endswith(".zh.md")}
    assert {name.replace(".md", ".zh.md") for name in english} == guides - english


def test_every_decision_is_listed() -> None:
    pages = {path.name for path in (ROOT / "docs" / "decisions").glob("0*.md")}
    listed = set(LINK.findall((ROOT / "docs" / "decisions" / "README.md").read_text(encoding="utf-8")))
    assert pages == listed


def test_every_dependency_has_its_line() -> None:
    wanted = (ROOT / "requirements.in").read_text() + (ROOT / "requirements-dev.in").read_text()
    names = re.findall(r"^([a-z][a-z0-9-]*)", wanted, re.MULTILINE)
    told = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    assert [name for name in names if name not in told] == []


def test_pins_hold_no_index_address() -> None:
    for lock in ("requirements.txt", "requirements-dev.txt"):
        text = (ROOT / lock).read_text()
        assert "--index-url" not in text
        assert "https://" not in text
        assert "--hash=sha256:" in text


def commands(group: click.Group = rapport_command, before: str = "") -> list[tuple[str, click.Command]]:
    """Every command that does something, by its whole name."""
    found = []
    for name, part in group.commands.items():
        if isinstance(part, click.Group):
            found += commands(part, f"{before}{name} ")
        else:
            found.append((f"{before}{name}", part))
    return found


def is_command(written: str) -> bool:
    """Whether the words, or the first of them where the second is an argument, name a command."""
    first, _, second = written.partition(" ")
    part = rapport_command.commands.get(first)
    if isinstance(part, click.Group) and second:
        return second in part.commands
    return part is not None


def speaks_json(command: click.Command) -> bool:
    return any(parameter.name == "as_json" for parameter in command.params)
