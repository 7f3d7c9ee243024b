"""Read spoiled exports, as many as you like, and print what became of them: `python -m benchmarks.import_fuzzing`.

Stops at the first that ends in an error which is no refusal, or that loses a row: rows read are rows kept and reported.
"""

import benchmarks.own_folder  # noqa: F401  isort:skip
import rapport.project.ready  # noqa: F401  isort:skip

import argparse
import time

from tests.spoiling import fuzz


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    chosen = parser.parse_args()
    began = time.perf_counter()
    seen = fuzz(seed=chosen.seed, count=chosen.files)
    for what, count in seen.most_common():
        print(f"{count:>8}  {what}")
    print(f"{chosen.files} files, each read as creators and as orders, in {time.perf_counter() - began:.1f} s")


if __name__ == "__main__":
    main()
