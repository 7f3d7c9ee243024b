"""Creators who work with a shop: invited, showing what they were offered, in weeks one after another."""

from datetime import timedelta

from tests.cast import NOW, Cast

from rapport.collaborations.actions.plans import SeenSeat, claim_draft, record_created, record_seats, seat_creator
from rapport.collaborations.models import TargetCollaboration
from rapport.creators.models import Creator
from rapport.shared.periods import Period

WEEK = timedelta(days=7)
MONDAY = NOW.replace(hour=0)
"""When the cast's quota week began."""


def week(number: int) -> Period:
    """The week that begins on the cast's Monday is 0, the one before it -1."""
    return Period(MONDAY + number * WEEK, MONDAY + (number + 1) * WEEK)


def invited(cast: Cast, *creators: Creator) -> TargetCollaboration:
    """A collaboration of Mei's UK shop for serum and candle in which these creators sit, made on the platform."""
    offer = cast.offer(cast.serum, cast.candle)
    made = [seat_creator(cast.uk, who.pk, offer, now=NOW - 4 * WEEK) for who in creators][-1]
    claim_draft(made.pk)
    record_created(made.pk, f"80{made.pk}", now=NOW - 4 * WEEK)
    return made


def shows(made: TargetCollaboration, who: Creator, products: int) -> None:
    """So many of the products offered stand in the creator's showcase now."""
    record_seats(made.pk, [SeenSeat(who.pk, products, 0)], now=NOW - 3 * WEEK)
