"""The tree as the checks read it: each file with its text and, where it is Python, its syntax tree."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PYTHON = ("src", "tests", "benchmarks", "scripts")
WRITTEN = (*PYTHON, "docs", ".github")
NOT_OURS = {"__pycache__", ".venv", "node_modules", "migrations"}
BINARY = {".png", ".ico", ".mo", ".woff2", ".xlsx", ".pyc", ".sqlite3"}


@dataclass(frozen=True)
class Source:
    """One file: its path below the root, or below `src` for what stands there, and its text."""

    path: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    def functions(self) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
        return (node for node in ast.walk(self.tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))

    def at(self, node: ast.stmt | ast.expr | ast.excepthandler) -> str:
        return f"{self.path}:{node.lineno}"


@cache
def product() -> list[Source]:
    """Every module of the product and the sandbox; migrations are generated."""
    return [Source(path.relative_to(ROOT / "src").as_posix(), read(path)) for path in below("src", "*.py")]


@cache
def python() -> list[Source]:
    """Every module of the tree, tests and tools too."""
    return [Source(path.relative_to(ROOT).as_posix(), read(path)) for top in PYTHON for path in below(top, "*.py")]


def pages() -> list[Source]:
    """What a browser gets: templates, styles, scripts."""
    found = [path for kind in ("html", "css", "js", "svg") for path in below("src", f"*.{kind}")]
    return [Source(path.relative_to(ROOT / "src").as_posix(), read(path)) for path in found]


@cache
def everything() -> list[Source]:
    """Every text of the tree, with the files at its top."""
    found = [path for path in sorted(ROOT.iterdir()) if path.is_file() and path.name != ".git"]
    found += [path for top in WRITTEN if (ROOT / top).is_dir() for path in below(top, "*")]
    return [Source(path.relative_to(ROOT).as_posix(), read(path)) for path in found if path.suffix not in BINARY]


def below(top: str, pattern: str) -> list[Path]:
    found = sorted((ROOT / top).rglob(pattern))
    return [path for path in found if path.is_file() and not NOT_OURS.intersection(path.relative_to(ROOT).parts)]


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")
