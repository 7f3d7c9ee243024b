"""Products as the platform shows them: kept, brought up to date, let go."""

from tests.cast import MEI, NOW, Cast

from rapport.collaborations.actions.products import SeenProduct, keep_products, product_for, products_for
from rapport.collaborations.models import Product


def test_what_is_not_shown_any_more_becomes_inactive(cast: Cast) -> None:
    assert keep_products(cast.uk, [SeenProduct(cast.serum.platform_id, "Serum, new formula")], by=MEI, now=NOW) == 1
    cast.serum.refresh_from_db()
    cast.candle.refresh_from_db()
    assert (cast.serum.title, cast.serum.is_active, cast.candle.is_active) == ("Serum, new formula", True, False)


def test_a_product_shown_twice_in_a_list_that_grew_is_one_and_as_it_was_shown_last(cast: Cast) -> None:
    twice = [SeenProduct("p9", "Lamp", price_minor=900), SeenProduct("p9", "Night Lamp", price_minor=950)]
    assert keep_products(cast.uk, twice, by=MEI, now=NOW) == 1
    lamp = Product.objects.get(shop=cast.uk, platform_id="p9")
    assert (lamp.title, lamp.price_minor) == ("Night Lamp", 950)


def test_long_names_are_cut_to_their_columns(cast: Cast) -> None:
    keep_products(cast.uk, [SeenProduct("p9", "L" * 400, category="c" * 80)], by=MEI, now=NOW)
    lamp = Product.objects.get(shop=cast.uk, platform_id="p9")
    assert (lamp.title, lamp.category) == ("L" * 300, "c" * 60)


def test_a_product_that_only_an_order_names_is_made_once(cast: Cast) -> None:
    made = product_for(cast.uk, "p9", "Lamp", now=NOW)
    assert product_for(cast.uk, "p9", "Other words", now=NOW) == made
    assert products_for(cast.uk, {"p9": "Lamp", cast.serum.platform_id: ""}, now=NOW) == {
        "p9": made.pk,
        cast.serum.platform_id: cast.serum.pk,
    }
