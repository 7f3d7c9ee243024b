"""Settings that guard the tree: warnings are errors, contracts have no holes, pages may load nothing foreign."""

import tomllib
import warnings
from typing import Any

import pytest
from django.conf import settings
from tests.house.source import ROOT


def tools() -> dict[str, Any]:
    told: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    return told


def test_warnings_are_errors(pytestconfig: pytest.Config) -> None:
    assert pytestconfig.getini("filterwarnings") == ["error"]
    assert tools()["pytest"]["ini_options"]["filterwarnings"] == ["error"]


@pytest.mark.parametrize("kind", [UserWarning, DeprecationWarning, ResourceWarning, RuntimeWarning])
def test_a_warning_stops_a_test(kind: type[Warning]) -> None:
    with pytest.raises(kind, match="made up"):
        warnings.warn("made up", kind, stacklevel=1)


def test_a_mark_or_setting_nobody_declared_stops_the_run(pytestconfig: pytest.Config) -> None:
    assert {"--strict-markers", "--strict-config"} <= set(pytestconfig.getini("addopts"))
    assert pytestconfig.getini("xfail_strict") is True


def test_no_contract_of_imports_has_a_hole() -> None:
    contracts = tools()["importlinter"]["contracts"]
    assert {"order", "inside", "purity", "network", "client"} <= {one["id"] for one in contracts}
    assert [one["id"] for one in contracts if any(name.startswith("ignore") for name in one)] == []


def test_types_are_checked_strictly_everywhere() -> None:
    mypy = tools()["mypy"]
    assert (mypy["strict"], mypy["files"]) == (True, ["src", "tests", "benchmarks", "scripts"])


def test_a_page_may_load_what_we_serve_alone() -> None:
    allowed = {source for sources in settings.CONTENT_SECURITY_POLICY["DIRECTIVES"].values() for source in sources}
    assert allowed == {"'none'", "'self'", "data:"}
