"""A bound for learning: the ceiling's own way of deciding with the exact posterior instead of the truth.

It knows the distribution the worlds are drawn from and learns each week from what its own play showed: sales exactly
(a normal prior and a normal likelihood), replies by Laplace's approximation. On average no policy that sees the same
public columns and outcomes can foretell better.
"""

import numpy as np

from sandbox.game.figures import COLUMNS, Floats
from sandbox.game.play import Play, Stage
from sandbox.game.reference import Knowledge
from sandbox.game.world import World, expit

SETTLED_AFTER = 8
STEPS = 10
LEVEL_SPREAD = 0.3


def posterior_knowledge(play: Play) -> Knowledge:
    """What the prior and the play so far tell of every creator."""
    world, figures = play.world, play.world.figures
    asked, ease, replied, sold, logs = _seen(play)
    odds, odds_spread = _replies(world, asked, ease, replied)
    mean, spread = _sales(world, sold, logs)
    rows = _rows(world.traits)
    line, variance = rows @ mean, np.einsum("ij,jk,ik->i", rows, spread, rows)
    wide = np.einsum("ij,jk,ik->i", rows, odds_spread, rows) + figures.reply_noise**2
    chance = expit(rows @ odds / np.sqrt(1 + np.pi * wide / 8))
    return Knowledge(chance, np.exp(line + variance / 2))


def _seen(play: Play) -> tuple[Floats, Floats, Floats, Floats, Floats]:
    """Whom this play asked and what came of it, and what those sold who posted more than a week ago."""
    world, figures = play.world, play.world.figures
    asked, ease, replied, sold = list[int](), list[float](), list[float](), list[int]()
    for creator, talk in play.talks.items():
        came = talk.written > 0
        if came or play.day - talk.contacted_on >= SETTLED_AFTER:
            asked.append(creator)
            replied.append(float(came))
            second = figures.again if talk.attempt > 1 else 0.0
            was_reminded = talk.reminded and talk.attempt == 1
            ease.append(1 + second + (figures.reminder if was_reminded else 0.0))
        if talk.stage is Stage.SOLD:
            sold.append(creator)
    logs = np.log(world.life_sales[sold] * world.luck[sold])
    return world.traits[asked], np.array(ease), np.array(replied), world.traits[sold], logs


def _replies(world: World, asked: Floats, ease: Floats, replied: Floats) -> tuple[Floats, Floats]:
    weights = world.figures.reply_weights
    rows, offset = _rows(asked), np.log(ease)
    before = np.array([world.usual_level, *weights.mean])
    certain = np.diag([1 / LEVEL_SPREAD**2, *[1 / weights.spread**2] * len(COLUMNS)])
    mean = before
    curve = certain
    for _ in range(STEPS):
        chance = expit(rows @ mean + offset)
        curve = certain + (rows * (chance * (1 - chance))[:, None]).T @ rows
        mean = mean + np.linalg.solve(curve, rows.T @ (replied - chance) - certain @ (mean - before))
    return mean, np.asarray(np.linalg.inv(curve), dtype=np.float64)


def _sales(world: World, sold: Floats, logs: Floats) -> tuple[Floats, Floats]:
    figures = world.figures
    noise = world.sales_rest**2 + figures.luck**2
    before = np.array([figures.sales_level + np.log(figures.life), *figures.sales_weights.mean])
    certain = np.diag([1 / LEVEL_SPREAD**2, *[1 / figures.sales_weights.spread**2] * len(COLUMNS)])
    rows = _rows(sold)
    curve = certain + rows.T @ rows / noise
    mean = np.linalg.solve(curve, certain @ before + rows.T @ logs / noise)
    return np.asarray(mean, dtype=np.float64), np.asarray(np.linalg.inv(curve), dtype=np.float64)


def _rows(traits: Floats) -> Floats:
    return np.column_stack([np.ones(len(traits)), traits])
