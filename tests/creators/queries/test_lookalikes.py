"""Similar creators out of the library, in the order that was proved to be worth something."""

from tests.cast import NOW, Cast, creator

from rapport.creators.actions.lookalikes import prove_lookalikes
from rapport.creators.models import CarriedProduct, Creator, LookalikeProof, Snapshot
from rapport.creators.queries.lookalikes import similar_to, told_to_sell, traits_of
from rapport.creators.rules.lookalikes import Verdict


def sells(who: Creator, units: int) -> None:
    Creator.objects.filter(pk=who.pk).update(units_30d_mid=units)


def proved(cast: Cast, low: int, high: int) -> None:
    LookalikeProof.objects.create(
        workspace=cast.moonwell,
        region="GB",
        good=30,
        pool=400,
        alike=0,
        sort=0,
        low=low,
        high=high,
        taken_on=NOW.date(),
    )


def test_those_alike_stand_in_the_order_of_sales_until_likeness_is_proved(cast: Cast) -> None:
    for who, units in ((cast.bao, 5), (cast.chai, 900), (cast.dara, 40)):
        sells(who, units)
    found = similar_to(cast.moonwell.pk, [cast.anna])
    assert [one.row.handle for one in found.found] == ["chai", "dara", "bao"]
    assert (found.compared, found.proof.verdict, found.is_by_likeness) == (4, Verdict.UNKNOWN, False)


def test_proved_likeness_decides_the_order(cast: Cast) -> None:
    proved(cast, 100, 300)
    sells(cast.chai, 900)
    found = similar_to(cast.moonwell.pk, [cast.anna])
    assert found.is_by_likeness
    assert [one.row.handle for one in found.found] == ["dara", "bao", "chai"]


def test_blocked_ones_and_those_of_other_regions_and_workspaces_are_left_out(cast: Cast) -> None:
    Creator.objects.filter(pk=cast.chai.pk).update(blocked_why="sold fakes")
    creator(cast.harbour, "hana", "GB", 25_000)
    found = similar_to(cast.moonwell.pk, [cast.anna]).found
    assert {one.row.handle for one in found} == {"bao", "dara"}


def test_products_and_brands_in_common_are_traits(cast: Cast) -> None:
    CarriedProduct.objects.create(creator=cast.anna, product_key="p1", title="Cup", brand="Moonwell", currency="GBP")
    (told,) = traits_of([cast.anna])
    assert (told.categories, told.carried) == (frozenset({"601450"}), frozenset({"p1", "brand moonwell"}))


def test_money_of_another_currency_is_unknown(cast: Cast) -> None:
    told = traits_of([cast.anna, cast.bao, cast.emma])
    assert [one.figures[6] for one in told] == [90_000, 90_000, None]


def test_a_small_library_proves_nothing_and_says_so(cast: Cast) -> None:
    assert prove_lookalikes(cast.moonwell.pk, "GB", {cast.anna.pk}, now=NOW).verdict is Verdict.UNKNOWN
    assert prove_lookalikes(cast.moonwell.pk, "GB", {cast.anna.pk}, now=NOW).pool == 4
    kept = LookalikeProof.objects.get()
    assert (kept.good, kept.pool, kept.proof.verdict) == (1, 4, Verdict.UNKNOWN)


def test_a_file_may_tell_who_sold_for_us(cast: Cast) -> None:
    for who, orders in ((cast.anna, 100), (cast.bao, 99), (cast.emma, 500)):
        own = {"own_orders": orders}
        Snapshot.objects.create(creator=who, source="shop_creators", taken_on=NOW.date(), figures={}, own=own)
    assert told_to_sell(cast.moonwell.pk, "GB", 100) == {cast.anna.pk}
