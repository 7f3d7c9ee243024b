"""The tree keeps the design's laws. Exceptions are named one by one, and each must still be needed."""

from collections.abc import Callable

import pytest
from tests.house import laws
from tests.house.source import Source, everything, pages, product, python

CLOCK_EDGES = {
    "rapport/api/access.py",
    "rapport/cli/desk.py",
    "rapport/console/desk.py",
    "rapport/jobs/errand.py",
    "sandbox/opening.py",
    "sandbox/serving.py",
}
"""Where a door, the worker or the sandbox's server reads the machine's clock, once."""
BROAD_EDGES = {
    "rapport/jobs/worker.py:_do",
    "sandbox/store/database.py:transaction",
    "sandbox/store/database.py:attempt",
}
"""One job's fault must not stop the others; a transaction is rolled back whatever happened, and raises on."""
NEAR_MONEY = (
    "rapport/shared/money.py",
    "rapport/shared/figures.py",
    "rapport/settlement/",
    "rapport/sales/",
    "rapport/collaborations/",
    "rapport/creators/",
    "rapport/policies/rules/",
    "rapport/review/",
    "rapport/platform_client/records/",
    "rapport/jobs/sales.py",
    "sandbox/commission.py",
    "sandbox/ledger.py",
    "sandbox/store/sales.py",
    "sandbox/store/terms.py",
)
"""Amounts, rates, prices and what is reckoned from them. The planner's chances are numbers of another kind."""
CHANCES = (
    "rapport/creators/rules/beta.py",
    "rapport/creators/rules/score.py",
    "rapport/creators/rules/scoring.py",
    "rapport/creators/rules/shrinkage.py",
    "rapport/creators/rules/standings.py",
)
"""Likewise what is likely of a creator, among rules that also hold money."""
LONGEST_FILE = 300
LONG_FILES: dict[str, int] = {}
LONGEST_FUNCTION = 35
LONG_FUNCTIONS = {
    "rapport/platform_client/areas/collaborations.py:create": 37,
    "sandbox/performance.py:_sales": 41,
}
REGISTRIES = tuple(
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("yarnpkg", "com"),
        ("unpkg", "com"),
        ("jsdelivr", "net"),
        ("crates", "io"),
        ("golang", "org"),
        ("docker", "io"),
        ("ghcr", "io"),
        ("quay", "io"),
        ("anaconda", "org"),
    )
)
"""In parts, so that this file names none itself."""


def broken(law: Callable[[Source], list[str]], sources: list[Source]) -> list[str]:
    return [fault for source in sources for fault in law(source)]


def test_the_tree_is_there_to_be_checked() -> None:
    assert {"rapport/shared/money.py", "sandbox/app.py"} <= {one.path for one in product()}
    assert {"pyproject.toml", "Makefile", "tests/house/laws.py", "docs/architecture.md"} <= {
        one.path for one in everything()
    }
    assert {"rapport/console/templates/base.html", "rapport/console/static/rapport/console.css"} <= {
        one.path for one in pages()
    }


def test_every_file_is_named_by_what_is_in_it() -> None:
    assert broken(laws.banned_names, python()) == []


def test_nothing_is_hidden_in_signals() -> None:
    assert broken(laws.signals, product()) == []


def test_nothing_is_imported_inside_a_function() -> None:
    assert broken(laws.inline_imports, python()) == []


def test_every_trouble_is_caught_at_the_named_edges_alone() -> None:
    assert set(broken(laws.broad_excepts, product())) == BROAD_EDGES


def test_no_float_comes_near_money() -> None:
    near = [source for source in product() if source.path.startswith(NEAR_MONEY)]
    assert [place for place in NEAR_MONEY if not any(one.path.startswith(place) for one in near)] == []
    assert {fault.split(":")[0] for fault in broken(laws.floats, near)} == set(CHANCES)


def test_every_module_says_what_it_is() -> None:
    assert broken(laws.missing_docstring, python()) == []


def test_the_clock_is_read_at_the_named_edges_alone() -> None:
    assert {place.split(":")[0] for place in broken(laws.clocks, product())} == CLOCK_EDGES


def test_no_file_is_too_long() -> None:
    assert broken(lambda one: laws.long_files(one, LONGEST_FILE, LONG_FILES), product()) == []


def test_no_function_is_too_long() -> None:
    assert broken(lambda one: laws.long_functions(one, LONGEST_FUNCTION, LONG_FUNCTIONS), product()) == []


def test_what_may_be_longer_is_longer() -> None:
    files = [fault.split(": ")[0] for fault in broken(lambda one: laws.long_files(one, LONGEST_FILE, {}), product())]
    functions = broken(lambda one: laws.long_functions(one, LONGEST_FUNCTION, {}), product())
    assert files == list(LONG_FILES)
    assert {fault.split(": ")[0] for fault in functions} == set(LONG_FUNCTIONS)


def test_a_page_loads_nothing_from_elsewhere() -> None:
    assert broken(laws.loaded_from_elsewhere, pages()) == []


@pytest.mark.parametrize("host", REGISTRIES)
def test_nothing_names_a_registry(host: str) -> None:
    assert broken(lambda one: laws.registries(one, (host,)), everything()) == []
