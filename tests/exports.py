"""The twelve official and third-party exports: their columns as shipped, and one row of each (`exports.toml`)."""

import random
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.sheets import sheet
from tests.workbooks import sheet_of

MARKS = {"US": ",", "GB": ",", "VN": "\t", "ID": ";", "": ","}


@dataclass(frozen=True, slots=True)
class Export:
    """One variant. `told` is what its row says of the shop's own sales; no `layout` means that it is turned away."""

    name: str
    layout: str
    region: str
    columns: tuple[str, ...]
    row: Mapping[str, str]
    told: Mapping[str, int] = field(default_factory=dict)

    def shuffled(self, seed: int) -> list[str]:
        """The columns in another order."""
        return random.Random(seed).sample(self.columns, len(self.columns))

    def files(self, *rows: Mapping[str, str], seed: int = 7) -> dict[str, bytes]:
        """The same rows in the clothes that such a file may wear, each with its columns in an order of its own."""
        told = rows or (self.row,)
        return {
            "plain": sheet(self.columns, told),
            "marked": sheet(self.shuffled(seed), told, MARKS[self.region], "utf-8-sig"),
            "wide": sheet(self.shuffled(seed + 1), told, "\t", "utf-16"),
            "workbook": sheet_of(self.shuffled(seed + 2), told),
        }


def exports() -> dict[str, Export]:
    """Every variant by name."""
    found = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return {name: Export(name, **{**one, "columns": tuple(one["columns"])}) for name, one in found.items()}


EXPORTS = exports()
ORDER_EXPORTS = ("en_uk", "en_legacy", "vi", "id", "partner_46")
CREATOR_EXPORTS = ("en_2025", "en_2025b", "en_2026", "us_dashboard", "video_list", "fastmoss_creator_zh")
