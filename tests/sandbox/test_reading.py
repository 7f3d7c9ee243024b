"""What strangers send: JSON that cannot be written again, and numbers nobody could hold."""

import pytest

from sandbox.reading import read_json, read_whole


@pytest.mark.parametrize("text", ["", "{", "NaN,", "[" * 100_000, '"\\ud800"', '{"\\udfff":1}', b"\xff", "9" * 5_000])
def test_texts_that_are_refused(text: str | bytes) -> None:
    with pytest.raises(ValueError, match=r".+"):
        read_json(text)


def test_texts_that_are_read() -> None:
    assert read_json('{"a":"\\ud83c\\udf3f"}') == {"a": "🌿"}
    assert read_json("สวัสดี".join('""').encode()) == "สวัสดี"


@pytest.mark.parametrize(
    ("text", "number"),
    [("0", 0), ("-7", -7), ("0012", 12), ("9" * 19, 10**19 - 1), ("9" * 20, None), ("9" * 5_000, None)]
    + [(text, None) for text in ("", "-", "--5", "+5", "1.0", " 1", "²", "１")],
)
def test_numbers(text: str, number: int | None) -> None:
    assert read_whole(text) == number
