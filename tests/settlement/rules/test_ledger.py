"""What is posted: the difference between what should stand and what stands, and never an edit."""

from dataclasses import dataclass
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from rapport.settlement.rules.ledger import Account, Balances, Posting, payment_postings, postings
from rapport.shared.money import Money

Told = list[tuple[str, int, str]]


def pounds(minor: int) -> Money:
    return Money(minor, "GBP")


def stands(estimated: int = 0, due: int = 0, paid: int = 0) -> Balances:
    return Balances(pounds(estimated), pounds(due), pounds(paid))


def told(posted: list[Posting]) -> Told:
    return [(one.account.value, one.amount.minor, one.cause.value) for one in posted]


def posted(owed: int, on: Balances, *, final: bool) -> Told:
    return told(postings(pounds(owed), final=final, stands=on))


def after(on: Balances, new: list[Posting]) -> Balances:
    """The ledger with entries appended."""
    sums = {account: Money.total((one.amount for one in new if one.account == account), "GBP") for account in Account}
    return Balances(on.estimated + sums[Account.ESTIMATED], on.due + sums[Account.DUE], on.paid + sums[Account.PAID])


def test_what_was_sold_is_estimated() -> None:
    assert posted(1500, Balances.nothing("GBP"), final=False) == [("estimated", 1500, "estimate")]


def test_a_refund_in_time_corrects_the_estimate() -> None:
    assert posted(1050, stands(estimated=1500), final=False) == [("estimated", -450, "correction")]


def test_once_final_the_estimate_empties_and_the_commission_is_due() -> None:
    moved = [("estimated", -1500, "final"), ("due", 1050, "final")]
    assert posted(1050, stands(estimated=1500), final=True) == moved
    assert posted(1050, stands(), final=True) == [("due", 1050, "final")]


def test_a_refund_after_it_was_due_reverses_even_what_was_paid() -> None:
    assert posted(1050, stands(due=1500, paid=1500), final=True) == [("due", -450, "reversal")]
    assert posted(0, stands(due=1500, paid=1500), final=True) == [("due", -1500, "reversal")]


def test_what_was_due_stays_due_when_the_delivery_is_told_anew() -> None:
    assert posted(1500, stands(due=1500), final=False) == []
    assert posted(1050, stands(due=1500), final=False) == [("due", -450, "reversal")]


def test_nothing_to_say_posts_nothing() -> None:
    assert posted(0, Balances.nothing("GBP"), final=False) == []
    assert posted(0, Balances.nothing("GBP"), final=True) == []
    assert posted(1500, stands(estimated=1500), final=False) == []


def test_a_payment_is_posted_once_and_a_changed_one_by_its_difference() -> None:
    assert told(payment_postings(pounds(1050), stands(due=1050))) == [("paid", 1050, "payment")]
    assert told(payment_postings(pounds(1050), stands(due=1050, paid=1050))) == []
    assert told(payment_postings(pounds(700), stands(due=700, paid=1050))) == [("paid", -350, "payment")]


@dataclass(frozen=True)
class Moment:
    """What is known of a line at one time."""

    owed: int
    final: bool
    paid: int


moments = st.lists(
    st.builds(Moment, st.integers(0, 5000), st.booleans(), st.integers(0, 5000)), min_size=1, max_size=12
)


def lived(life: list[Moment]) -> tuple[Balances, list[Posting]]:
    """The ledger of a line after all that was learnt of it, and every entry in turn."""
    on, book = Balances.nothing("GBP"), list[Posting]()
    for one in life:
        new = postings(pounds(one.owed), final=one.final, stands=on) + payment_postings(pounds(one.paid), on)
        book += new
        on = after(on, new)
    return on, book


@given(moments)
def test_whatever_happened_the_ledger_says_what_is_known_last(life: list[Moment]) -> None:
    on, _ = lived(life)
    last = life[-1]
    assert on.estimated + on.due == pounds(last.owed)
    assert on.paid == pounds(last.paid)
    assert not (on.estimated and on.due)
    if last.final:
        assert on == stands(due=last.owed, paid=last.paid)


@given(moments)
def test_a_ledger_only_grows_and_each_entry_moves_money(life: list[Moment]) -> None:
    books = [lived(life[:length])[1] for length in range(len(life) + 1)]
    for before, later in pairwise(books):
        assert later[: len(before)] == before
    assert not any(one.amount == pounds(0) for one in books[-1])


@given(moments)
def test_the_same_again_posts_nothing(life: list[Moment]) -> None:
    on, _ = lived(life)
    last = life[-1]
    assert postings(pounds(last.owed), final=last.final, stands=on) == []
    assert payment_postings(pounds(last.paid), on) == []
