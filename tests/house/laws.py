"""The design's laws as functions: a source goes in, the places that break the law come out."""

import ast
import re
from collections.abc import Iterator, Mapping

from tests.house.source import Source

BANNED = frozenset({"utils", "util", "helpers", "helper", "common", "manager", "managers", "misc"})
SIGNALS = frozenset({"signals", "dispatch", "dispatcher"})
BROAD = frozenset({"", "Exception", "BaseException"})
CLOCKS = {
    "datetime": {"now", "utcnow", "today"},
    "date": {"today"},
    "timezone": {"now", "localtime", "localdate"},
    "time": {"time", "time_ns"},
}
LOADED = re.compile(
    r"""(?:<(?!a\s)[a-z][^>]*\s(?:src|href|srcset|data|poster|action)=["']?|url\(["']?|@import\s+["']?
    |\bfrom\s+["']|\bimport\(?\s*["']|\bfetch\(["'`])((?:https?:)?//[^"'`)\s>]+)""",
    re.IGNORECASE | re.VERBOSE,
)
NAMES_OF_NOTHING = ("www.w3.org/",)
"""Addresses that name a vocabulary and are never loaded."""


def banned_names(source: Source) -> list[str]:
    parts = source.path.removesuffix(".py").split("/")
    return [source.path] if BANNED.intersection(part.lower() for part in parts) else []


def signals(source: Source) -> list[str]:
    """Imports of Django's, allauth's or anybody's signals; the standard library's `signal` is another thing."""
    return [
        source.at(node)
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Import | ast.ImportFrom) and SIGNALS.intersection(_imported(node))
    ]


def inline_imports(source: Source) -> list[str]:
    return [
        source.at(node)
        for owner, node in _inside(source.tree)
        if owner and isinstance(node, ast.Import | ast.ImportFrom)
    ]


def broad_excepts(source: Source) -> list[str]:
    """`except:`, `except Exception`, `suppress(Exception)` and the like, by the function they stand in."""
    return [f"{source.path}:{owner}" for owner, node in _inside(source.tree) if BROAD.intersection(_caught(node))]


def floats(source: Source) -> list[str]:
    """The name `float`, a literal with a point, a true division, a moment turned into a number of seconds."""
    return [f"{source.path}:{owner}" for owner, node in _inside(source.tree) if _is_float(node)]


def missing_docstring(source: Source) -> list[str]:
    return [source.path] if source.text.strip() and not ast.get_docstring(source.tree) else []


def clocks(source: Source) -> list[str]:
    """Every reading of a clock, called or handed on; also columns that Django dates by itself."""
    found = []
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Attribute) and node.attr in CLOCKS.get(ast.unparse(node.value).split(".")[-1], ()):
            found.append(source.at(node))
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[-1] in ("time", "timezone"):
            found += [source.at(node) for one in node.names if one.name in ("time", "time_ns", "now")]
        if isinstance(node, ast.keyword) and node.arg in ("auto_now", "auto_now_add"):
            found.append(source.at(node.value))
    return found


def long_files(source: Source, most: int, exceptions: Mapping[str, int]) -> list[str]:
    lines = source.text.count("\n")
    return [f"{source.path}: {lines}"] if lines > exceptions.get(source.path, most) else []


def long_functions(source: Source, most: int, exceptions: Mapping[str, int]) -> list[str]:
    """Functions by their lines from `def` to the end, docstring and all."""
    found = []
    for function in source.functions():
        lines = (function.end_lineno or function.lineno) - function.lineno + 1
        if lines > exceptions.get(f"{source.path}:{function.name}", most):
            found.append(f"{source.path}:{function.name}: {lines}")
    return found


def loaded_from_elsewhere(source: Source) -> list[str]:
    """Addresses that a browser would fetch by itself; a link that a person may follow is none."""
    found = [match.group(1) for match in LOADED.finditer(source.text)]
    return [f"{source.path}: {one}" for one in found if not any(name in one for name in NAMES_OF_NOTHING)]


def registries(source: Source, hosts: tuple[str, ...]) -> list[str]:
    text = source.text.lower()
    return [f"{source.path}: {host}" for host in hosts if re.search(rf"(?<![\w-]){re.escape(host)}(?![\w-])", text)]


def _imported(node: ast.Import | ast.ImportFrom) -> Iterator[str]:
    if isinstance(node, ast.ImportFrom):
        yield from (node.module or "").split(".")
    for one in node.names:
        yield from one.name.split(".")


def _inside(node: ast.AST, owner: str = "") -> Iterator[tuple[str, ast.AST]]:
    """Every node with the name of the innermost function that it stands in."""
    for child in ast.iter_child_nodes(node):
        yield owner, child
        own = child.name if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef) else owner
        yield from _inside(child, own)


def _caught(node: ast.AST) -> set[str]:
    """What a node keeps from going on, by the last part of each name; the empty name for a bare `except`."""
    if isinstance(node, ast.ExceptHandler):
        return _names(node.type) if node.type else {""}
    if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] == "suppress":
        return set().union(*(_names(one) for one in node.args))
    return set()


def _names(kind: ast.expr) -> set[str]:
    kinds = kind.elts if isinstance(kind, ast.Tuple) else [kind]
    return {ast.unparse(one).split(".")[-1] for one in kinds}


def _is_float(node: ast.AST) -> bool:
    if isinstance(node, ast.Constant):
        return isinstance(node.value, float)
    if isinstance(node, ast.BinOp | ast.AugAssign):
        return isinstance(node.op, ast.Div)
    if isinstance(node, ast.Attribute):
        return node.attr in ("timestamp", "total_seconds")
    return isinstance(node, ast.Name) and node.id == "float"
