"""The ledger's rule: post the difference between what should stand and what stands; never edit (design section 5.6)."""

from dataclasses import dataclass
from enum import StrEnum

from rapport.shared.money import Money


class Account(StrEnum):
    """Where an entry counts. An order line's estimate empties when its commission becomes due."""

    ESTIMATED = "estimated"
    DUE = "due"
    PAID = "paid"


class Cause(StrEnum):
    """Why an entry was posted."""

    ESTIMATE = "estimate"
    """The line was sold."""
    CORRECTION = "correction"
    """A refund or a late fact changed the estimate."""
    FINAL = "final"
    """The return period is over: the commission is due."""
    REVERSAL = "reversal"
    """Something came back after it was due: the balance falls, below zero if it must."""
    PAYMENT = "payment"
    """The platform paid the creator."""


@dataclass(frozen=True, slots=True)
class Balances:
    """What stands in the ledger for one order line."""

    estimated: Money
    due: Money
    paid: Money

    @classmethod
    def nothing(cls, currency: str) -> "Balances":
        zero = Money.zero(currency)
        return cls(zero, zero, zero)


@dataclass(frozen=True, slots=True)
class Posting:
    """One entry to append."""

    account: Account
    amount: Money
    cause: Cause


def postings(owed: Money, *, final: bool, stands: Balances) -> list[Posting]:
    """What to append so that the ledger says: `owed` estimated, or once final nothing estimated and `owed` due.

    A line that was due stays due: a late refund reverses, it does not turn the commission into an estimate again.
    """
    was_due = bool(stands.due)
    if not final and not was_due:
        cause = Cause.CORRECTION if stands.estimated else Cause.ESTIMATE
        return _move(Account.ESTIMATED, owed - stands.estimated, cause)
    cause = Cause.REVERSAL if was_due else Cause.FINAL
    return _move(Account.ESTIMATED, -stands.estimated, Cause.FINAL) + _move(Account.DUE, owed - stands.due, cause)


def payment_postings(reported_paid: Money, stands: Balances) -> list[Posting]:
    """What to append so that the ledger says what the platform has paid."""
    return _move(Account.PAID, reported_paid - stands.paid, Cause.PAYMENT)


def _move(account: Account, amount: Money, cause: Cause) -> list[Posting]:
    return [Posting(account, amount, cause)] if amount else []
