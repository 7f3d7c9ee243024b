"""Which rate an order line earns by, and when a changed one acts."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cast import NOW

from rapport.collaborations.rules.terms import (
    RateOutOfRange,
    TermsVersion,
    check_rate,
    effect_of_change,
    terms_in_force,
)
from rapport.policies.queries import rules_for
from rapport.policies.rules.sections import ChangePolicy, TermsKind
from rapport.shared.refusals import Reason

ANNA, BAO = 1, 2
SERUM, CANDLE = 10, 20
DAY = timedelta(days=1)
BRIEF = rules_for("guidebook", "GB").policy
AMERICAN = rules_for("us-2025", "US").policy


def version(
    terms_id: int,
    kind: TermsKind = "target",
    *,
    rate: int = 2000,
    creator_id: int | None = ANNA,
    valid_from: datetime | None = NOW,
    valid_to: datetime | None = None,
) -> TermsVersion:
    return TermsVersion(terms_id, kind, SERUM, creator_id, rate, valid_from, valid_to)


SHOP = version(1, "shop", rate=500, creator_id=None)
OPEN = version(2, "open", rate=1000, creator_id=None)
TARGET = version(3, "target", rate=2000)


def in_force(*versions: TermsVersion, creator_id: int = ANNA, moment: datetime = NOW) -> int | None:
    found = terms_in_force(versions, creator_id=creator_id, product_id=SERUM, moment=moment)
    return found.terms_id if found else None


def test_target_terms_win_over_open_and_open_over_the_shop_s() -> None:
    assert in_force(SHOP, OPEN, TARGET) == 3
    assert in_force(SHOP, OPEN) == 2
    assert in_force(SHOP) == 1
    assert in_force() is None


def test_kinds_win_in_the_order_that_the_policy_gives() -> None:
    found = terms_in_force(
        [SHOP, OPEN, TARGET], creator_id=ANNA, product_id=SERUM, moment=NOW, priority=("shop", "open", "target")
    )
    assert found == SHOP


def test_another_creator_s_target_terms_do_not_count() -> None:
    assert in_force(OPEN, TARGET, creator_id=BAO) == 2
    assert in_force(TARGET, creator_id=BAO) is None


def test_another_product_s_terms_do_not_count() -> None:
    assert terms_in_force([TARGET], creator_id=ANNA, product_id=CANDLE, moment=NOW) is None


def test_terms_hold_from_their_first_moment_until_just_before_their_last() -> None:
    one = version(1, valid_from=NOW, valid_to=NOW + DAY)
    instant = timedelta(microseconds=1)
    held = [one.holds_at(moment) for moment in (NOW - instant, NOW, NOW + DAY - instant, NOW + DAY)]
    assert held == [False, True, True, False]


def test_terms_that_wait_for_the_creator_are_never_in_force() -> None:
    waiting = version(9, valid_from=None)
    assert in_force(waiting, OPEN) == 2
    assert in_force(waiting) is None


def test_the_latest_to_begin_wins_and_then_the_latest_recorded() -> None:
    early, late, again = version(5), version(4, valid_from=NOW + DAY), version(6, valid_from=NOW + DAY)
    assert in_force(early, late, moment=NOW + 2 * DAY) == 4
    assert in_force(again, late, early, moment=NOW + 2 * DAY) == 6


def test_terms_that_begin_a_microsecond_later_win() -> None:
    later = version(1, valid_from=datetime(2106, 3, 2, 9, 0, 0, 1, tzinfo=UTC))
    before = version(2, valid_from=datetime(2106, 3, 2, 9, tzinfo=UTC))
    assert in_force(before, later, moment=datetime(2106, 3, 3, tzinfo=UTC)) == 1


@given(
    st.permutations([SHOP, OPEN, TARGET, version(4, "open", creator_id=None, valid_from=NOW - DAY), version(5)]),
    st.integers(min_value=0, max_value=5),
)
def test_the_order_in_which_terms_are_told_does_not_matter(versions: list[TermsVersion], length: int) -> None:
    told = versions[:length]
    assert in_force(*told) == in_force(*sorted(told, key=lambda one: one.terms_id))


def effect(
    policy: ChangePolicy, new_rate: int, *, kind: TermsKind = "target", promoting: bool = True
) -> tuple[datetime | None, str]:
    """Of a rate that was 20 % and is changed on NOW in London."""
    found = effect_of_change(
        policy,
        kind=kind,
        old_rate=2000,
        new_rate=new_rate,
        asked_at=NOW,
        timezone="Europe/London",
        promoting=promoting,
    )
    return found.at, found.reason.code


@pytest.mark.parametrize("kind", ["target", "open"])
@pytest.mark.parametrize("new_rate", [1500, 2500])
@pytest.mark.parametrize("promoting", [True, False])
def test_under_the_guidebook_every_change_waits_for_the_creator(
    kind: TermsKind, new_rate: int, *, promoting: bool
) -> None:
    assert effect(BRIEF.change, new_rate, kind=kind, promoting=promoting) == (None, "terms.waits_for_confirmation")


def test_in_america_a_raise_acts_at_once() -> None:
    assert effect(AMERICAN.change, 2500) == (NOW, "terms.acts_at_once")
    assert effect(AMERICAN.change, 2000) == (NOW, "terms.acts_at_once")


def test_in_america_a_cut_of_target_terms_acts_at_the_next_midnight() -> None:
    assert effect(AMERICAN.change, 1500) == (datetime(2026, 3, 3, tzinfo=UTC), "terms.acts_next_day")


def test_in_america_a_cut_of_open_terms_acts_after_thirty_days() -> None:
    assert effect(AMERICAN.change, 1500, kind="open") == (NOW + 30 * DAY, "terms.acts_after_days")


@pytest.mark.parametrize("kind", ["target", "open"])
def test_in_america_a_cut_acts_at_once_for_who_does_not_promote_yet(kind: TermsKind) -> None:
    assert effect(AMERICAN.change, 1500, kind=kind, promoting=False) == (NOW, "terms.acts_at_once")


@pytest.mark.parametrize("promoting", [True, False])
def test_a_raise_that_a_policy_puts_off_is_put_off_for_everyone(*, promoting: bool) -> None:
    slow = AMERICAN.change.model_copy(update={"raise_": "next_day"})
    assert effect(slow, 2500, promoting=promoting) == (datetime(2026, 3, 3, tzinfo=UTC), "terms.acts_next_day")


def test_the_next_midnight_is_the_shop_s_own() -> None:
    found = effect_of_change(
        AMERICAN.change,
        kind="target",
        old_rate=2000,
        new_rate=1500,
        asked_at=NOW,
        timezone="America/Los_Angeles",
        promoting=True,
    )
    assert found.at == datetime(2026, 3, 2, 8, tzinfo=UTC) + DAY


@pytest.mark.parametrize(
    ("new_rate", "kind", "data"),
    [
        (2500, "target", {"old": 2000, "new": 2500}),
        (1500, "open", {"old": 2000, "new": 1500, "days": 30}),
    ],
)
def test_the_reason_tells_both_rates(new_rate: int, kind: TermsKind, data: Mapping[str, int]) -> None:
    found = effect_of_change(
        AMERICAN.change,
        kind=kind,
        old_rate=2000,
        new_rate=new_rate,
        asked_at=NOW,
        timezone="Europe/London",
        promoting=True,
    )
    assert found.reason.data == data


@pytest.mark.parametrize("rate", [1000, 8000])
def test_a_usual_rate_is_allowed_without_a_word(rate: int) -> None:
    assert check_rate(BRIEF.commission, rate) is None


@pytest.mark.parametrize("rate", [100, 999])
def test_a_rate_that_official_texts_disagree_about_is_allowed_with_a_warning(rate: int) -> None:
    told = Reason("terms.below_documented_minimum", {"rate": rate, "minimum": 1000})
    assert check_rate(BRIEF.commission, rate) == told


@pytest.mark.parametrize("rate", [-1, 0, 99, 8001])
def test_a_rate_beyond_the_platform_s_range_is_refused(rate: int) -> None:
    with pytest.raises(RateOutOfRange) as refused:
        check_rate(BRIEF.commission, rate)
    assert refused.value.data == {"rate": rate, "low": 100, "high": 8000}
