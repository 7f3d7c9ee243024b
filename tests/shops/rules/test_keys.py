"""The keys of shops' work."""

import pytest

from rapport.shops.rules.keys import shop_key, shop_of_key


def test_a_key_names_its_shop_there_and_back() -> None:
    assert shop_key(7) == "shop:7"
    assert shop_of_key("shop:7") == 7


@pytest.mark.parametrize("key", ["connection:7", "7", "shop:", "shop:seven"])
def test_another_key_names_none(key: str) -> None:
    with pytest.raises(ValueError, match="not the key of a shop"):
        shop_of_key(key)
