"""What public figures tell of a creator, and how a shop's own outcomes change it (reference outreach B.1 and B.4).

Two regressions with a prior: the log-odds of a reply (Laplace's approximation) and the logarithm of what a creator
sells (exact). A prior may be wrong, so several are held at once, each weighed by how well it foretold the shop's own
outcomes. Nothing is drawn: the same outcomes teach the same.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from rapport.campaigns.rules.traits import COLUMNS, Floats

STEPS = 12
EIGHTY = 1.2816
"""Eighty of a hundred normal numbers lie within so many spreads."""
LEAST_SPREAD = 1e-9
MOST_ODDS = 30.0


@dataclass(frozen=True, slots=True)
class Weights:
    """What is believed of a regression before any outcome: its level at the usual creator, the weight of each column in
    that column's spreads, and how sure that is.
    """

    level: float
    level_spread: float
    columns: tuple[float, ...]
    spread: float

    @property
    def mean(self) -> Floats:
        return np.array([self.level, *self.columns])

    @property
    def covariance(self) -> Floats:
        return np.diag([self.level_spread**2, *[self.spread**2] * len(self.columns)])


@dataclass(frozen=True, slots=True)
class Prior:
    """A belief about replies and sales, and how much it counts among others. `noise` is the spread of the logarithm of
    sales that no public figure explains.
    """

    share: float
    reply: Weights
    sales: Weights
    noise: float


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What came of the shop's own messages.

    `asked` has a row of traits for each invitation, reminder or second invitation whose time is over; `ease` is its
    chance as a share of a first invitation's, `replied` 1 or 0. `sold` has a row for each creator who posted, `amounts`
    what they sold, minor units.
    """

    asked: Floats
    ease: Floats
    replied: Floats
    sold: Floats
    amounts: Floats

    @classmethod
    def none(cls) -> "Outcomes":
        rows, nothing = np.zeros((0, len(COLUMNS))), np.zeros(0)
        return cls(rows, nothing, nothing, rows, nothing)


@dataclass(frozen=True, slots=True)
class Belief:
    """One regression's weights as they stand, and how much it counts."""

    share: float
    mean: Floats
    covariance: Floats
    noise: float = 0.0

    def at(self, traits: Floats) -> tuple[Floats, Floats]:
        """The mean and the variance of each creator's line."""
        rows = _with_level(traits)
        return rows @ self.mean, np.einsum("ij,jk,ik->i", rows, self.covariance, rows)


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure for each creator, and between what it lies in eighty of a hundred cases."""

    mean: Floats
    low: Floats
    high: Floats


@dataclass(frozen=True, slots=True)
class Learned:
    """What a shop believes now, and from how many outcomes of its own."""

    reply: tuple[Belief, ...]
    sales: tuple[Belief, ...]
    asked: int
    sold: int

    def chances(self, traits: Floats) -> Estimate:
        """The chance that each creator replies to a first invitation."""

        def spread_out(belief: Belief) -> tuple[Floats, Floats, Floats]:
            line, variance = belief.at(traits)
            wide = EIGHTY * np.sqrt(variance)
            return _expit(line / np.sqrt(1 + np.pi * variance / 8)), _expit(line - wide), _expit(line + wide)

        return _mixed(self.reply, spread_out)

    def amounts(self, traits: Floats) -> Estimate:
        """What each creator is expected to sell once they post, minor units; the range is that of the expectation."""

        def spread_out(belief: Belief) -> tuple[Floats, Floats, Floats]:
            line, variance = belief.at(traits)
            wide, rest = EIGHTY * np.sqrt(variance), belief.noise**2 / 2
            return np.exp(line + variance / 2 + rest), np.exp(line - wide + rest), np.exp(line + wide + rest)

        return _mixed(self.sales, spread_out)


def learn(priors: Sequence[Prior], outcomes: Outcomes) -> Learned:
    """Hold the priors against what happened."""
    reply = [_replies(one, outcomes) for one in priors]
    sales = [_sales(one, outcomes) for one in priors]
    return Learned(_weighed(reply), _weighed(sales), len(outcomes.replied), len(outcomes.amounts))


def _replies(prior: Prior, seen: Outcomes) -> tuple[float, Belief]:
    """Laplace's approximation around the likeliest weights, and the logarithm of how well it foretold."""
    rows, offset = _with_level(seen.asked), np.log(np.maximum(seen.ease, LEAST_SPREAD))
    certain = np.linalg.inv(prior.reply.covariance)
    mean = prior.reply.mean
    for _ in range(STEPS):
        chance = _expit(rows @ mean + offset)
        slope = rows.T @ (seen.replied - chance) - certain @ (mean - prior.reply.mean)
        curve = certain + (rows * (chance * (1 - chance))[:, None]).T @ rows
        mean = mean + np.linalg.solve(curve, slope)
    line = rows @ mean + offset
    curve = certain + (rows * (_expit(line) * (1 - _expit(line)))[:, None]).T @ rows
    told = float(seen.replied @ line - np.logaddexp(0, line).sum())
    away = mean - prior.reply.mean
    told -= float(away @ certain @ away) / 2
    told += float(np.linalg.slogdet(certain)[1] - np.linalg.slogdet(curve)[1]) / 2
    return told, Belief(prior.share, mean, np.asarray(np.linalg.inv(curve), dtype=np.float64))


def _sales(prior: Prior, seen: Outcomes) -> tuple[float, Belief]:
    """The weights after what was sold; nothing sold counts as little, not as minus infinity."""
    rows, before = _with_level(seen.sold), prior.sales
    least = before.level - 2 * prior.noise
    logs = np.log(np.maximum(seen.amounts, np.exp(least)))
    certain = np.linalg.inv(before.covariance)
    curve = certain + rows.T @ rows / prior.noise**2
    missed = logs - rows @ before.mean
    step = np.linalg.solve(curve, rows.T @ missed / prior.noise**2)
    told = -float(missed @ missed) / (2 * prior.noise**2) + float(step @ curve @ step) / 2
    told += float(np.linalg.slogdet(certain)[1] - np.linalg.slogdet(curve)[1]) / 2
    told -= len(logs) * float(np.log(prior.noise))
    return told, Belief(
        prior.share, before.mean + step, np.asarray(np.linalg.inv(curve), dtype=np.float64), prior.noise
    )


def _weighed(beliefs: Sequence[tuple[float, Belief]]) -> tuple[Belief, ...]:
    """The beliefs with the shares that their foretelling leaves them."""
    told = np.array([one for one, _ in beliefs])
    share = np.array([belief.share for _, belief in beliefs]) * np.exp(told - told.max())
    share = share / share.sum()
    return tuple(
        Belief(float(part), one.mean, one.covariance, one.noise) for part, (_, one) in zip(share, beliefs, strict=True)
    )


def _mixed(beliefs: Sequence[Belief], spread_out: Callable[[Belief], tuple[Floats, Floats, Floats]]) -> Estimate:
    found = [(one.share, spread_out(one)) for one in beliefs]
    mean, low, high = (sum(share * np.asarray(told[place]) for share, told in found) for place in range(3))
    return Estimate(np.asarray(mean), np.asarray(low), np.asarray(high))


def _with_level(traits: Floats) -> Floats:
    return np.column_stack([np.ones(len(traits)), traits])


def _expit(odds: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-np.clip(odds, -MOST_ODDS, MOST_ODDS))))
