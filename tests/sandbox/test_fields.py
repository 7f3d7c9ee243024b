"""Shapes of requests: required fields, types, query values, all named as the platform names them."""

from typing import Any

import pytest

from sandbox.errors import INVALID, RefusedError
from sandbox.fields import Many, OneOf, Shape, Whole, pascal_case, read_body, read_query

SHAPE: Shape = {
    "name*": str,
    "rule": {"free*": bool, "count": int},
    "rows": [{"id*": str}],
    "mode": OneOf(("A", "B")),
}


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ({}, "Name is required and was not provided."),
        ({"name": None}, "Name is required and was not provided."),
        ({"name": 1}, "Name must be a string."),
        ({"name": "x", "rule": {}}, "Free is required and was not provided."),
        ({"name": "x", "rule": []}, "Rule must be an object."),
        ({"name": "x", "rule": {"free": 1}}, "Free must be true or false."),
        ({"name": "x", "rule": {"free": True, "count": True}}, "Count must be a whole number."),
        ({"name": "x", "rule": {"free": True, "count": 2**60}}, "Count must be a whole number."),
        ({"name": "x", "rows": {}}, "Rows must be a list."),
        ({"name": "x", "rows": [{}]}, "Id is required and was not provided."),
        ({"name": "x", "mode": "C"}, "Mode must be one of A, B."),
        ([], "The request body must be a JSON object."),
    ],
)
def test_bodies_that_do_not_fit(body: Any, text: str) -> None:
    with pytest.raises(RefusedError, match=text) as refused:
        read_body(body, SHAPE)
    assert refused.value.code == INVALID


def test_null_is_as_good_as_absent() -> None:
    body = {"name": "x", "rule": {"free": True, "count": None}, "rows": None}
    assert read_body(body, SHAPE) == {"name": "x", "rule": {"free": True}}


def test_unknown_fields_are_passed_over() -> None:
    body = {"name": "x", "rule": {"free": False, "more": 1}, "rows": [{"id": "1"}], "mode": "B", "extra": []}
    assert read_body(body, SHAPE) == body


def test_query_values_get_their_types() -> None:
    shape: Shape = {"page_size*": Whole(1, 50), "size": OneOf((12, 20)), "brief": bool, "ids": Many(), "text": str}
    query = [("page_size", "5"), ("size", "20"), ("brief", "True"), ("ids", "1,2"), ("ids", "3"), ("other", "x")]
    assert read_query(query, shape) == {"page_size": 5, "size": 20, "brief": True, "ids": ["1", "2", "3"]}


@pytest.mark.parametrize("value", ["0", "51", "five", "", "5.0", "--5", "²", "9" * 5_000])
def test_numbers_out_of_range_are_refused(value: str) -> None:
    with pytest.raises(RefusedError, match="PageSize must be a whole number from 1 to 50"):
        read_query([("page_size", value)], {"page_size*": Whole(1, 50)})


def test_a_missing_query_value_is_named() -> None:
    with pytest.raises(RefusedError, match="PageSize is required"):
        read_query([], {"page_size*": Whole(1, 50)})


def test_names_are_shown_in_pascal_case() -> None:
    assert pascal_case("collaboration_status") == "CollaborationStatus"
