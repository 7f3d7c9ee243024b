"""Markets: currency, minor digits, time zones, language, price level and the way amounts are shown."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Market:
    """One market of the platform; the first time zone is the one in which its shops count their weeks."""

    region: str
    currency: str
    minor_digits: int
    zones: tuple[str, ...]
    languages: tuple[tuple[str, float], ...]  # language and its share of the creators
    per_dollar: int  # local units for one US dollar: price level and range bands
    share: float  # of all creators
    before: str = ""  # the currency's symbol, on one side of the number
    after: str = ""
    thousands: str = ","
    decimal: str = "."

    @property
    def symbol(self) -> str:
        return (self.before + self.after).strip()

    @property
    def timezone(self) -> ZoneInfo:
        return ZoneInfo(self.zones[0])

    def minor(self, major: float) -> int:
        """Return local units as whole minor units."""
        return round(major * 10.0**self.minor_digits)

    def decimal_text(self, minor: int) -> str:
        """Return `12.34` (two digits) or `12345` (none)."""
        if not self.minor_digits:
            return str(minor)
        sign, digits = "-" if minor < 0 else "", str(abs(minor)).rjust(self.minor_digits + 1, "0")
        return f"{sign}{digits[: -self.minor_digits]}.{digits[-self.minor_digits :]}"

    def money(self, minor: int) -> dict[str, str]:
        return {"amount": self.decimal_text(minor), "currency": self.currency}

    def display_text(self, minor: int) -> str:
        """Return an amount as the market writes it: `£1,234.50`, `1.234,50 €`, `Rp435.212`."""
        whole, _, part = self.decimal_text(minor).partition(".")
        grouped = f"{int(whole):,}".replace(",", self.thousands)
        number = f"{grouped}{self.decimal}{part}" if part else grouped
        return f"{self.before}{number}{self.after}"


_US_ZONES = ("America/Los_Angeles", "America/New_York", "America/Chicago", "America/Denver")
_ID_ZONES = ("Asia/Jakarta", "Asia/Makassar")
_ENGLISH = (("en", 1.0),)


def _two(language: str, share: float) -> tuple[tuple[str, float], ...]:
    """Return a market's own language, and English for the rest of its creators."""
    return ((language, share), ("en", 1 - share))


MARKETS = {
    market.region: market
    for market in (
        Market("US", "USD", 2, _US_ZONES, _ENGLISH, 1, 0.28, before="$"),
        Market("GB", "GBP", 2, ("Europe/London",), _ENGLISH, 1, 0.13, before="£"),
        Market(
            "DE",
            "EUR",
            2,
            ("Europe/Berlin",),
            _two("de", 0.9),
            1,
            0.08,
            after=" €",
            thousands=".",
            decimal=",",
        ),
        Market("TH", "THB", 2, ("Asia/Bangkok",), _two("th", 1.0), 30, 0.13, before="฿"),
        Market("VN", "VND", 0, ("Asia/Ho_Chi_Minh",), _two("vi", 1.0), 25_000, 0.12, after="₫", thousands="."),
        Market("ID", "IDR", 0, _ID_ZONES, _two("id", 1.0), 16_000, 0.12, before="Rp", thousands="."),
        Market("PH", "PHP", 2, ("Asia/Manila",), _two("fil", 0.7), 55, 0.08, before="₱"),
        Market("MY", "MYR", 2, ("Asia/Kuala_Lumpur",), _two("ms", 0.7), 4, 0.06, before="RM"),
    )
}
