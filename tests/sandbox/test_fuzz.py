"""Two thousand mutated requests; `benchmarks/fuzzing.py` sends as many as you like."""

from tests.sandbox.fuzzing import fuzz
from tests.sandbox.seller import Seller


def test_no_mutant_crashes_the_sandbox_and_none_passes_with_a_wrong_signature(american: Seller) -> None:
    codes = fuzz(american, seed=1, count=2_000)
    assert codes.total() == 2_000
    assert {0, 106001, 105001, 106013, 36009004, 36009009, 36009010, 36009014} <= set(codes)
