"""The table: names and paths are unique, documented, and every row answers."""

from pathlib import Path

import pytest

import sandbox
from sandbox.operations import OPERATIONS, Operation

README = (Path(sandbox.__file__).parent / "README.md").read_text(encoding="utf-8")


def test_names_are_unique_and_so_are_method_and_path() -> None:
    assert len({operation.name for operation in OPERATIONS}) == len(OPERATIONS)
    assert len({(operation.method, operation.template) for operation in OPERATIONS}) == len(OPERATIONS)


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: str(operation.name))
def test_each_operation_stands_in_the_readme(operation: Operation) -> None:
    newest, *older = operation.versions
    shown = f"{newest} [{' '.join(older)}]" if older else newest
    assert f"| {operation.name} | {operation.method} {operation.template.format_map(_Kept(version=shown))} |" in README


class _Kept(dict[str, str]):
    """Leaves unknown fields of a template as they are."""

    def __missing__(self, name: str) -> str:
        return "{" + name + "}"
