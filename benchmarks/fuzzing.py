"""Send mutated requests to a sandbox in process, as many as you like, and print how often each code came.

python -m benchmarks.fuzzing --requests 100000 --seed 1
"""

import argparse
import time

from tests.sandbox.fuzzing import fuzz
from tests.sandbox.seller import Seller, small_sandbox


def main() -> None:
    """Stop at the first request that crashes the sandbox or passes with a wrong signature, and print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    began = time.perf_counter()
    codes = fuzz(Seller(small_sandbox(), "US"), seed=chosen.seed, count=chosen.requests)
    for code, count in codes.most_common():
        print(f"{count:>8}  {'no envelope' if code < 0 else code}")
    print(f"{codes.total()} requests in {time.perf_counter() - began:.1f} s, none crashed or passed wrongly signed")


if __name__ == "__main__":
    main()
