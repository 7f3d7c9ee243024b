"""The README's tables are those of the code: nothing served is left out, nothing is told that is not served."""

import re
from pathlib import Path

import sandbox
from sandbox.creator_operations import CREATOR_OPERATIONS
from sandbox.openapi import ROWS

README = Path(sandbox.__file__).with_name("README.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| (\w+) \| (GET|POST|PUT|DELETE) (/\S+?)(\d{6})( \[[\d ]+\])?(/\S+) \|$", re.MULTILINE)


def test_every_operation_stands_there_once_with_its_versions() -> None:
    told = [
        (name, method, f"{before}{{version}}{after}", (newest, *older.strip(" []").split()))
        for name, method, before, newest, older, after in ROW.findall(README)
    ]
    assert sorted(told) == sorted((one.name, one.method, one.template, one.versions) for one in ROWS)
    assert len(told) > len(CREATOR_OPERATIONS)
