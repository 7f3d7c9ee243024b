"""In which market a row of a file plays: region and currency, from the row, from the person, or from the layout."""

from dataclasses import dataclass

from rapport.shared.layouts import folded
from rapport.shared.records import CellUnreadable, Record
from rapport.shops.rules.regions import REGIONS, SPELLINGS, Region

NAMED = {
    **{folded(name): one for one in REGIONS.values() for name in (one.code, one.name_en, one.name_zh)},
    **{folded(spelling): REGIONS[code] for spelling, code in SPELLINGS.items()},
}


@dataclass(frozen=True, slots=True)
class Market:
    """A region's code and currency; each is empty where it is not known."""

    region: str = ""
    currency: str = ""


def market_of(record: Record, given: Region | None) -> Market:
    """The region that the row names, else the one given, else the one whose currency the row or its layout tells.

    Refuses with CellUnreadable where the row names a region that does not exist.
    """
    if named := record.text("region", 80):
        if folded(named) not in NAMED:
            raise CellUnreadable(column=record.column("region"), text=named, reads="region")
        given = NAMED[folded(named)]
    if given is not None:
        return Market(given.code, given.currency)
    layout = record.match.layout
    beside = record.currencies(layout.market) if layout.market else ()
    currency = beside[0] if beside else layout.currency
    return Market(only_region(currency), currency)


def only_region(currency: str) -> str:
    """The one region with this currency; empty where several share it."""
    found = [one.code for one in REGIONS.values() if one.currency == currency]
    return found[0] if len(found) == 1 else ""
