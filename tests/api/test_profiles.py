"""One creator as a program asks for them."""

import pytest
from tests.api.stage import Program
from tests.cast import MEI, NOW, Cast, creator

from rapport.creators.actions.dealings import keep_dealings
from rapport.creators.rules.dealings import Dealt
from rapport.shops.actions.tokens import make_token


@pytest.fixture
def program(cast: Cast) -> Program:
    return Program(make_token(cast.moonwell.pk, "mei", "reports", by=MEI, now=NOW))


def test_a_creator_nobody_dealt_with_is_unknown_not_zero(cast: Cast, program: Program) -> None:
    told = program.get(f"/creators/{cast.anna.pk}")
    assert (told["handle"], told["categories"], told["figures"]["gmv_30d_low"]) == ("anna", ["601450"], 90_000)
    assert (told["score"]["value"], told["score"]["units_expected"], told["score"]["contributions"]) == (None, None, [])
    assert told["score"]["group"] == {"region": "", "category": "", "size": 0}
    dealt = told["dealings"]
    assert (dealt["contacts"], dealt["paid_gmv"]) == (0, None)
    assert [dealt[name] for name in ("reply_rate", "fulfilment_rate", "reply_minutes")] == [None, None, None]


def test_score_and_dealings_are_told_with_their_intervals(cast: Cast, program: Program) -> None:
    fabi = creator(cast.moonwell, "fabi", "GB", 30_000, units_30d_low=200)
    dealt = Dealt(contacts=2, replies=1, reply_cases=2, paid_orders=1, paid_gmv_minor=14_900, currency="GBP")
    keep_dealings(cast.moonwell.pk, {fabi.pk: dealt})
    told = program.get(f"/creators/{fabi.pk}")
    assert (told["score"]["value"], told["score"]["contributions"][0]["part"]) == (4, "units")
    assert told["score"]["units_expected"]["n"] == 16
    assert told["dealings"]["reply_rate"] == {"value": 2200, "low": 672, "high": 4034, "n": 2}
    assert (told["dealings"]["paid_gmv"], told["dealings"]["refunded"]) == ("149.00", "0.00")


def test_another_workspace_s_creator_is_not_there(cast: Cast, program: Program) -> None:
    hana = creator(cast.harbour, "hana", "TH", 9_000)
    assert program.refused(f"/creators/{hana.pk}")[0] == 404
