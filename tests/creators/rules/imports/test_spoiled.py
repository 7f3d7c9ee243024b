"""Spoiled exports end in rows and reasons, never in an error; `benchmarks/import_fuzzing.py` reads ten thousand."""

import random

import pytest
from tests.spoiling import fuzz, read, spoiled


@pytest.mark.parametrize("seed", [0, 10_000])
def test_rows_read_are_rows_kept_and_rows_reported(seed: int) -> None:
    seen = fuzz(seed=seed, count=300)
    assert seen.total() == 600
    assert {"all rows kept", "some rows reported", "tables.file_unreadable damaged"} <= seen.keys()


def test_the_same_seed_spoils_the_same_file() -> None:
    content, rows = spoiled(random.Random(7))
    assert (content, rows) == spoiled(random.Random(7))
    assert read(content) == read(content)
