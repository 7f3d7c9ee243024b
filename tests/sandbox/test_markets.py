"""Money in text: plain for most fields, as the market writes it for the two display fields."""

import pytest

from sandbox.markets import MARKETS


@pytest.mark.parametrize(
    ("region", "minor", "plain", "shown"),
    [
        ("GB", 123_450, "1234.50", "£1,234.50"),
        ("US", 5, "0.05", "$0.05"),
        ("DE", 123_450, "1234.50", "1.234,50 €"),
        ("TH", 120_000, "1200.00", "฿1,200.00"),
        ("VN", 12_345, "12345", "12.345₫"),
        ("ID", 435_212, "435212", "Rp435.212"),
        ("PH", 99_900, "999.00", "₱999.00"),
        ("MY", 100, "1.00", "RM1.00"),
    ],
)
def test_amounts_in_text(region: str, minor: int, plain: str, shown: str) -> None:
    assert MARKETS[region].money(minor) == {"amount": plain, "currency": MARKETS[region].currency}
    assert MARKETS[region].display_text(minor) == shown


def test_the_shares_of_the_markets_are_the_whole() -> None:
    assert round(sum(market.share for market in MARKETS.values()), 9) == 1
