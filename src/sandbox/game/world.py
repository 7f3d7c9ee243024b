"""One hidden world: who the creators are, what they would sell, and every throw of the dice they will need."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sandbox.game.figures import COLUMNS, LIKENESS, PLAIN, Figures, Floats, Weights

TALKS = 12
"""More messages than any creator writes."""
HALVINGS = 60


@dataclass(frozen=True, slots=True)
class World:
    """Public columns, the truth behind them, and the dice. Dice are thrown before the play, so that policies are
    compared in the same world: whoever invites a creator at whatever time meets the same creator.
    """

    figures: Figures
    public: NDArray[np.int64]
    traits: Floats
    """The columns as the weights count them."""
    reply_level: float
    reply_weights: Floats
    sales_weights: Floats
    sales_rest: float
    """Spread of the logarithm of sales that no public column explains."""
    reply: Floats
    life_sales: Floats
    """What each creator who posts is expected to sell over all weeks."""
    luck: Floats
    answers: NDArray[np.int64]
    delays: NDArray[np.int64]
    dice: Floats
    """Uniform: reply to the invitation, the reminder, the second invitation; agrees; posts."""
    patience: Floats
    post_days: NDArray[np.int64]

    @property
    def usual_level(self) -> float:
        """The log-odds of the mean reply."""
        rate = self.figures.reply
        return float(np.log(rate / (1 - rate)))

    def stays(self, creator: int, message: int) -> int:
        """Nights the creator waits for the answer to their message before leaving."""
        drawn = np.log(self.patience[creator, message]) / np.log1p(-self.figures.cooling)
        return int(min(drawn, 10_000))


def draw_world(figures: Figures, seed: int, number: int) -> World:
    """The world with this number; the weights are its own, so that no policy can be tuned to one."""
    chance = np.random.default_rng([seed, number])
    size = figures.creators
    shapes = chance.multivariate_normal(np.zeros(4), LIKENESS, size=size, method="cholesky")
    match = (chance.random(size) < figures.match_share).astype(float)
    traits = np.column_stack([shapes, match])
    reply_weights = _drawn(figures.reply_weights, chance)
    sales_weights = _drawn(figures.sales_weights, chance)
    explained = traits @ sales_weights
    explained = explained - explained.mean()
    rest = float(np.sqrt(max(0.25, figures.sales_sd**2 - explained.var())))
    log_sales = figures.sales_level + explained + rest * chance.normal(size=size)
    odds = traits @ reply_weights + figures.reply_noise * chance.normal(size=size)
    level = _level(odds, figures.reply)
    return World(
        figures=figures,
        public=_public(shapes, match),
        traits=traits,
        reply_level=level,
        reply_weights=reply_weights,
        sales_weights=sales_weights,
        sales_rest=rest,
        reply=expit(level + odds),
        life_sales=figures.life * np.exp(log_sales),
        luck=np.exp(figures.luck * chance.normal(size=size) - figures.luck**2 / 2),
        answers=1 + np.minimum(chance.poisson(figures.answers_beyond_first, size=size), TALKS - 3),
        delays=chance.geometric(figures.answer_daily, size=(size, TALKS)),
        dice=chance.random((size, 5)),
        patience=chance.random((size, TALKS)),
        post_days=7 + chance.poisson(figures.post_days - 7, size=size),
    )


def expit(odds: Floats) -> Floats:
    """The chance of these log-odds."""
    return 1 / (1 + np.exp(-odds))


def _drawn(weights: Weights, chance: np.random.Generator) -> Floats:
    return np.array(weights.mean) + weights.spread * chance.normal(size=len(COLUMNS))


def _level(odds: Floats, mean: float) -> float:
    """What to add to the log-odds for this mean chance, by halving."""
    low, high = -15.0, 15.0
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if expit(middle + odds).mean() < mean:
            low = middle
        else:
            high = middle
    return low


def _public(shapes: Floats, match: Floats) -> NDArray[np.int64]:
    columns = [np.exp(np.log(middle) + spread * shapes[:, place]) for place, (middle, spread) in enumerate(PLAIN)]
    return np.asarray(np.rint(np.column_stack([*columns, match])), dtype=np.int64)
