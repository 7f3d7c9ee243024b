"""The description is true: it names every operation, and no generated call gets an answer that it does not name."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from tests.sandbox.seller import Seller, small_sandbox
from tests.sandbox.signer import Signer

from sandbox.errors import BAD_SIGNATURE
from sandbox.fields import Many, OneOf, Whole
from sandbox.openapi import document, schema_of
from sandbox.operations import OPERATIONS

CHECKS: list[Any] = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
EACH = settings(
    max_examples=4,
    deadline=None,
    derandomize=True,
    database=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)


EVERY = [(path, method) for path, methods in document("")["paths"].items() for method in methods]


@pytest.fixture(scope="module")
def description() -> Iterator[Any]:
    """What Schemathesis reads from a sandbox, and calls through the signer."""
    sandbox = small_sandbox()
    yield schemathesis.openapi.from_wsgi("/openapi.json", app=Signer(Seller(sandbox)))
    sandbox.close()


@pytest.mark.parametrize("mode", GenerationMode, ids=lambda mode: str(mode.value))
@pytest.mark.parametrize(("path", "method"), EVERY)
def test_no_answer_is_undocumented_or_a_fault(description: Any, path: str, method: str, mode: GenerationMode) -> None:
    @EACH
    @given(case=description[path][method].as_strategy(generation_mode=mode))
    def call(case: Any) -> None:
        answer = case.call_and_validate(checks=CHECKS)
        assert answer.json()["code"] != BAD_SIGNATURE  # else nothing behind the door would be tried

    call()


def test_every_operation_and_version_is_described(seller: Seller) -> None:
    told = seller.http.get("/openapi.json").json()
    assert told == document(seller.http.base_url.scheme + "://" + seller.http.base_url.host)
    named = {(method, path) for path, methods in told["paths"].items() for method in methods}
    for operation in OPERATIONS:
        for version in operation.versions:
            assert (operation.method.lower(), operation.template.replace("{version}", version)) in named


def test_names_are_unique_and_old_versions_are_marked() -> None:
    rows = [row for methods in document("http://x")["paths"].values() for row in methods.values()]
    assert len({row["operationId"] for row in rows}) == len(rows)
    old = sorted(row["operationId"] for row in rows if row.get("deprecated"))
    assert len(old) == sum(len(operation.versions) - 1 for operation in OPERATIONS)


@pytest.mark.parametrize(
    ("kind", "shown"),
    [
        (str, {"type": "string"}),
        (Whole(1, 50), {"type": "integer", "minimum": 1, "maximum": 50}),
        (OneOf(("ASC", "DESC")), {"enum": ["ASC", "DESC"]}),
        (Many(), {"type": "array", "items": {"type": "string"}}),
        (
            {"a*": [bool], "b": {}},
            {
                "type": "object",
                "properties": {
                    "a": {"type": "array", "items": {"type": "boolean"}},
                    "b": {"type": "object", "properties": {}},
                },
                "required": ["a"],
            },
        ),
    ],
)
def test_kinds_of_fields(kind: Any, shown: dict[str, Any]) -> None:
    assert schema_of(kind) == shown
