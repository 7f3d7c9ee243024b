"""The checks themselves: each finds a made-up fault, and lets pass what only looks like one."""

import pytest
from tests.house import laws
from tests.house.source import Source


def module(text: str) -> Source:
    return Source("rapport/made_up.py", text)


@pytest.mark.parametrize("path", ["rapport/utils.py", "rapport/sales/helpers/lines.py", "tests/common.py", "misc.py"])
def test_a_banned_name_is_found(path: str) -> None:
    assert laws.banned_names(Source(path, "")) == [path]


@pytest.mark.parametrize("path", ["rapport/commission.py", "rapport/manage.py", "rapport/utilities/x.py"])
def test_a_name_that_only_looks_like_a_banned_one_passes(path: str) -> None:
    assert laws.banned_names(Source(path, "")) == []


@pytest.mark.parametrize(
    "line",
    [
        "from django.db.models.signals import post_save",
        "from django.db.models import signals",
        "from django.dispatch import receiver",
        "import allauth.account.signals",
    ],
)
def test_a_signal_is_found(line: str) -> None:
    assert laws.signals(module(line)) == ["rapport/made_up.py:1"]


def test_the_operating_system_s_signals_pass() -> None:
    assert laws.signals(module("import signal\nfrom signal import SIGTERM")) == []


def test_an_import_inside_a_function_is_found() -> None:
    text = "import os\n\ndef one():\n    if os:\n        import json\n\nasync def two():\n    from os import path\n"
    assert laws.inline_imports(module(text)) == ["rapport/made_up.py:5", "rapport/made_up.py:8"]


def test_an_import_inside_a_method_is_found() -> None:
    assert laws.inline_imports(module("class A:\n    def b(self):\n        import os\n")) == ["rapport/made_up.py:3"]


def test_an_import_for_types_alone_passes() -> None:
    assert laws.inline_imports(module("if TYPE_CHECKING:\n    import os\n")) == []


@pytest.mark.parametrize("caught", ["", " Exception", " BaseException as e", " (ValueError, builtins.Exception)"])
def test_a_broad_except_is_found(caught: str) -> None:
    text = f"def one():\n    try:\n        pass\n    except{caught}:\n        pass\n"
    assert laws.broad_excepts(module(text)) == ["rapport/made_up.py:one"]


def test_a_broad_except_outside_of_functions_is_found() -> None:
    text = "try:\n    pass\nexcept Exception:\n    pass\nwith suppress(Exception):\n    pass\n"
    assert laws.broad_excepts(module(text)) == ["rapport/made_up.py:", "rapport/made_up.py:"]


def test_a_narrow_except_passes() -> None:
    text = "try:\n    pass\nexcept (ValueError, ExceptionGroup):\n    pass\nwith suppress(OSError):\n    pass\n"
    assert laws.broad_excepts(module(text)) == []


@pytest.mark.parametrize(
    "line",
    ["x: float", "x = float('1')", "x = 0.5", "x = y / 2", "x /= 2", "x = now.timestamp()", "x = span.total_seconds()"],
)
def test_a_float_is_found(line: str) -> None:
    assert laws.floats(module(f"def price(y):\n    {line}\n")) == ["rapport/made_up.py:price"]


def test_whole_numbers_pass() -> None:
    assert laws.floats(module("def price(y):\n    return y // 2 * 100 + int('7')\n")) == []


def test_a_missing_docstring_is_found() -> None:
    assert laws.missing_docstring(module("import os\n")) == ["rapport/made_up.py"]
    assert laws.missing_docstring(module('"""What it is."""\n')) == []
    assert laws.missing_docstring(module("")) == []


@pytest.mark.parametrize(
    "line",
    [
        "datetime.now(UTC)",
        "dt.datetime.utcnow()",
        "date.today()",
        "at = DateTimeField(default=timezone.now)",
        "django.utils.timezone.now()",
        "time.time()",
        "from time import time",
        "from django.utils.timezone import now",
        "at = DateTimeField(auto_now_add=True)",
    ],
)
def test_a_read_clock_is_found(line: str) -> None:
    assert laws.clocks(module(line)) == ["rapport/made_up.py:1"]


@pytest.mark.parametrize("line", ["self.now()", "time.sleep(1)", "time.monotonic()", "from datetime import time"])
def test_what_is_no_reading_of_the_clock_passes(line: str) -> None:
    assert laws.clocks(module(line)) == []


def test_a_long_file_is_found_unless_it_may_be_long() -> None:
    source = module("x = 1\n" * 11)
    assert laws.long_files(source, 10, {}) == ["rapport/made_up.py: 11"]
    assert laws.long_files(source, 10, {"rapport/made_up.py": 11}) == []
    assert laws.long_files(source, 11, {}) == []


def test_a_long_function_is_found_unless_it_may_be_long() -> None:
    source = module("def one():\n    pass\n\ndef two():\n" + "    x = 1\n" * 4)
    assert laws.long_functions(source, 4, {}) == ["rapport/made_up.py:two: 5"]
    assert laws.long_functions(source, 4, {"rapport/made_up.py:two": 5}) == []


@pytest.mark.parametrize(
    "text",
    [
        '<script defer src="https://cdn.example/x.js">',
        '<link rel="stylesheet" href="//cdn.example/x.css">',
        "<img alt='' src='http://cdn.example/x.png'>",
        '<form method="post" action="https://cdn.example/x">',
        "body { background: url(https://cdn.example/x.png) }",
        '@import "https://cdn.example/x.css";',
        'import x from "https://cdn.example/x.js"',
        "fetch('https://cdn.example/x')",
    ],
)
def test_what_a_page_loads_from_elsewhere_is_found(text: str) -> None:
    assert len(laws.loaded_from_elsewhere(Source("page.html", text))) == 1


@pytest.mark.parametrize(
    "text",
    [
        '<a class="quiet" href="https://example.org">',
        '<script src="/static/x.js">',
        '<svg xmlns="http://www.w3.org/2000/svg">',
        "url(#mark)",
    ],
)
def test_what_a_page_does_not_load_passes(text: str) -> None:
    assert laws.loaded_from_elsewhere(Source("page.html", text)) == []


def test_a_registry_s_host_is_found() -> None:
    text = "pip install --index-url https://files.registry.example/simple"
    assert laws.registries(Source("Makefile", text), ("registry.example",)) == ["Makefile: registry.example"]
    assert laws.registries(Source("Makefile", "my-registry.example.txt"), ("registry.example",)) == []
