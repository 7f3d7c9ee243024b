"""Chance as a pure function of its name: the same seed, purpose and key always give the same draw."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

T = TypeVar("T")

_MASK = (1 << 64) - 1
_STEP = 0x9E3779B97F4A7C15
_FIRST, _SECOND = 0xBF58476D1CE4E5B9, 0x94D049BB133111EB
_UNIT = 2.0**-53


def _mixed(state: int) -> int:
    """Spread every bit of a 64-bit number over all 64 (the finisher of splitmix64)."""
    state = ((state ^ (state >> 30)) * _FIRST) & _MASK
    state = ((state ^ (state >> 27)) * _SECOND) & _MASK
    return state ^ (state >> 31)


def _mixed_column(state: NDArray[np.uint64]) -> NDArray[np.uint64]:
    state = (state ^ (state >> np.uint64(30))) * np.uint64(_FIRST)
    state = (state ^ (state >> np.uint64(27))) * np.uint64(_SECOND)
    return state ^ (state >> np.uint64(31))


@cache
def _word(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest())


@dataclass(frozen=True, slots=True)
class Chance:
    """All chance of one world; it has no state, so the order and number of draws never matter."""

    seed: int

    def bits(self, purpose: str, *key: int | str) -> int:
        """Return 64 random bits that belong to this purpose and key."""
        state = _mixed((self.seed + _STEP) & _MASK ^ _word(purpose))
        for part in key:
            number = _word(part) if isinstance(part, str) else part
            state = _mixed(state ^ _mixed((number + _STEP) & _MASK))
        return state

    def uniform(self, purpose: str, *key: int | str) -> float:
        """Return a number strictly between 0 and 1."""
        return ((self.bits(purpose, *key) >> 11) + 0.5) * _UNIT

    def normal(self, purpose: str, *key: int | str) -> float:
        """Return a standard normal number (Box and Muller)."""
        radius = math.sqrt(-2 * math.log(self.uniform(purpose, *key)))
        return radius * math.cos(2 * math.pi * self.uniform(purpose + " angle", *key))

    def between(self, low: int, high: int, purpose: str, *key: int | str) -> int:
        """Return a whole number from low to high, both included."""
        return low + int(self.uniform(purpose, *key) * (high - low + 1))

    def pick(self, options: Sequence[T], purpose: str, *key: int | str) -> T:
        """Return one of the options, each as likely as the others."""
        return options[int(self.uniform(purpose, *key) * len(options))]

    def poisson(self, mean: float, purpose: str, *key: int | str) -> int:
        """Return a Poisson count; means above some hundreds are out of its range."""
        left, count, term = self.uniform(purpose, *key), 0, math.exp(-mean)
        while left > term and count < mean + 12 * math.sqrt(mean) + 12:
            left -= term
            count += 1
            term *= mean / count
        return count

    def gamma(self, mean: float, purpose: str, *key: int | str) -> float:
        """Return a gamma number of shape three: a delay that is rarely very short."""
        product = math.prod(self.uniform(purpose, *key, part) for part in range(3))
        return -math.log(product) * mean / 3

    def uniforms(self, purpose: str, count: int, *key: int | str) -> NDArray[np.float64]:
        """Return `uniform(purpose, *key, index)` for each index below count."""
        base = np.uint64(self.bits(purpose, *key))
        parts = _mixed_column(np.arange(count, dtype=np.uint64) + np.uint64(_STEP))
        return ((_mixed_column(parts ^ base) >> np.uint64(11)).astype(np.float64) + 0.5) * _UNIT

    def normals(self, purpose: str, count: int, *key: int | str) -> NDArray[np.float64]:
        """Return `normal(purpose, *key, index)` for each index below count."""
        radius = np.sqrt(-2 * np.log(self.uniforms(purpose, count, *key)))
        column: NDArray[np.float64] = radius * np.cos(2 * np.pi * self.uniforms(purpose + " angle", count, *key))
        return column
