"""How benchmarks time and tell: repeated calls, a baseline beside them in the same run, and the ratio."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Timing:
    """One thing that was timed: its name and the milliseconds of each call, ascending."""

    name: str
    calls_ms: tuple[float, ...]

    def quantile(self, share: float) -> float:
        """The smallest time that at least `share` of the calls stayed within."""
        index = min(len(self.calls_ms) - 1, int(len(self.calls_ms) * share))
        return self.calls_ms[index]

    @property
    def median(self) -> float:
        return self.quantile(0.5)

    @property
    def p95(self) -> float:
        return self.quantile(0.95)


def timed(name: str, call: Callable[[], object], *, calls: int, warm_up: int = 3) -> Timing:
    """Call it so many times after a warm-up that does not count."""
    for _ in range(warm_up):
        call()
    taken = []
    for _ in range(calls):
        start = time.perf_counter()
        call()
        taken.append((time.perf_counter() - start) * 1000)
    return Timing(name, tuple(sorted(taken)))


def tell(timings: Sequence[Timing], baseline: Timing) -> None:
    """Print a table: median and p95 of each, and how many times the baseline's median it takes."""
    width = max(len(one.name) for one in (*timings, baseline))
    print(f"{'':<{width}}  {'median ms':>10}  {'p95 ms':>10}  {'x baseline':>10}")
    for one in (baseline, *timings):
        ratio = one.median / baseline.median
        print(f"{one.name:<{width}}  {one.median:>10.2f}  {one.p95:>10.2f}  {ratio:>10.2f}")
