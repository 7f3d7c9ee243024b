"""What somebody who knows every outcome could sell at most.

All weeks' units are taken as one purse, creators may be had in parts, and nobody is lost waiting: the optimum of that
linear program, a fractional knapsack, is found by taking the creators who sell most for each unit they need. Every
real play is one of its solutions, so no play sells more.
"""

import numpy as np

from sandbox.game.play import Rule
from sandbox.game.world import World


def clairvoyant_bound(world: World, rule: Rule) -> float:
    """An upper bound of the realised sales of any play."""
    figures, dice = world.figures, world.dice
    at_once = dice[:, 0] < world.reply
    reminded = dice[:, 1] < figures.reminder * world.reply
    again = dice[:, 2] < figures.again * world.reply
    messages = np.where(at_once, 1.0, 2.0)
    contacts = np.where(at_once | reminded, 1.0, 2.0)
    units = messages + world.answers + 1 if rule == "message" else contacts
    sold = (dice[:, 3] < figures.agree) & (dice[:, 4] < figures.post) & (at_once | reminded | again)
    sales = np.where(sold, world.life_sales * world.luck, 0.0)
    order = np.argsort(-sales / units, kind="stable")
    before = np.cumsum(units[order]) - units[order]
    room = np.clip(figures.cap * figures.weeks - before, 0, units[order])
    return float((sales[order] * room / units[order]).sum())
