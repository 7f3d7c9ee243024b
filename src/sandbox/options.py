"""The advanced filters of the marketplace search: what they offer, and who fits what was chosen."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sandbox.catalogue import Category
from sandbox.errors import INVALID_PARAMETERS, RefusedError
from sandbox.fields import OneOf, Shape
from sandbox.markets import Market
from sandbox.population import Population

Mask = NDArray[np.bool_]
Rows = NDArray[np.int64]
Option = Mapping[str, Any]

BRAND, LEVEL, LANGUAGE, SORTER, VERTICAL_PRO = (
    "OPTION_BRAND",
    "OPTION_CREATOR_LEVEL",
    "OPTION_LANGUAGE",
    "OPTION_SORTER",
    "OPTION_VERTICAL_PRO",
)
OPTION_TYPES = (BRAND, LEVEL, LANGUAGE, SORTER, VERTICAL_PRO)
SORTERS = {"1": "Recommended", "2": "GMV", "3": "Units sold", "4": "Followers", "5": "Engagement rate"}
_SORTED_BY = {"2": "gmv_dollars", "3": "units", "4": "followers", "5": "engagement"}
_LEVELS = range(9)
_LANGUAGES = {
    "en": "English",
    "de": "German",
    "th": "Thai",
    "vi": "Vietnamese",
    "id": "Indonesian",
    "fil": "Filipino",
    "ms": "Malay",
}
_CHILD: Shape = {"id": str, "name": str}
ADVANCED_FILTERS: Shape = {
    "content_preference_type": [OneOf(("VIDEO", "LIVE"))],
    "eligible_flat_fee": bool,
    "option_list": [
        {"option_type*": OneOf(OPTION_TYPES), "options": [{"id*": str, "name": str, "option_children": [_CHILD]}]}
    ],
    "sorter_algorithm_id": str,
}


def catalogue(market: Market, categories: Sequence[Category]) -> dict[str, list[dict[str, Any]]]:
    """Return the options of each filter in a market; brands have none, since no creator names one."""
    return {
        VERTICAL_PRO: [
            _option(category.id, category.name, [{"id": str(child), "name": name} for child, name in category.children])
            for category in categories
        ],
        LANGUAGE: [_option(language, _LANGUAGES[language]) for language, _ in market.languages],
        LEVEL: [_option(level, f"L{level}") for level in _LEVELS],
    }


def sorters() -> list[dict[str, str]]:
    return [{"algorithm_id": name, "name": text} for name, text in SORTERS.items()]


def _option(identifier: int | str, name: str, children: Sequence[Mapping[str, str]] = ()) -> dict[str, Any]:
    return {"id": str(identifier), "name": name, "option_children": list(children)}


def chosen(population: Population, rows: Rows, wanted: Mapping[str, Any], categories: Sequence[Category]) -> Mask:
    """Return who fits: any option of a filter, and every filter."""
    fits = np.ones(len(rows), dtype=np.bool_)
    if kinds := wanted.get("content_preference_type"):
        mostly_live = population["live_share"][rows] > 1 / 2
        fits &= (mostly_live & ("LIVE" in kinds)) | (~mostly_live & ("VIDEO" in kinds))
    if wanted.get("eligible_flat_fee"):
        fits &= False  # no creator here takes a flat fee, and their cards say so
    for row in wanted.get("option_list") or []:
        if row.get("options"):
            fits &= _fits_any(population, rows, row, categories)
    return fits


def _fits_any(population: Population, rows: Rows, row: Mapping[str, Any], categories: Sequence[Category]) -> Mask:
    names = [option["id"] for option in row["options"]]
    if row["option_type"] == LEVEL:
        return np.isin(population["level"][rows], [level for level in _LEVELS if str(level) in names])
    if row["option_type"] == LANGUAGE:
        return _speaks(population, rows, names)
    if row["option_type"] == VERTICAL_PRO:
        return _sells_most(population, rows, row["options"], categories)
    return np.zeros(len(rows), dtype=np.bool_)


def _speaks(population: Population, rows: Rows, names: Sequence[str]) -> Mask:
    fits = np.zeros(len(rows), dtype=np.bool_)
    for region in np.unique(population["market"][rows]):
        languages = population.market(int(rows[population["market"][rows] == region][0])).languages
        known = [place for place, (language, _) in enumerate(languages) if language in names]
        fits |= (population["market"][rows] == region) & np.isin(population["language"][rows], known)
    return fits


def _sells_most(population: Population, rows: Rows, options: Sequence[Option], categories: Sequence[Category]) -> Mask:
    """Return those who sell, and whose strongest category is one of the options; children narrow it."""
    strongest = population["categories"][rows][:, 0]
    child = population["children"][rows] % 3
    fits = np.zeros(len(rows), dtype=np.bool_)
    for place, category in enumerate(categories):
        for option in options:
            if option["id"] != str(category.id):
                continue
            wanted = {row.get("id") for row in option.get("option_children") or []}
            known = [turn for turn, (name, _) in enumerate(category.children) if str(name) in wanted]
            fits |= (strongest == place) & (np.isin(child, known) if wanted else True)
    return fits & (population["units"][rows] > 0)


def in_order(population: Population, rows: Rows, sorter: str) -> Rows:
    """Return creators in the order of a sorter. Refuses one that is not in the catalogue."""
    if sorter in {"", "0", "1"}:
        return rows
    if sorter not in _SORTED_BY:
        raise RefusedError(INVALID_PARAMETERS, "SorterAlgorithmId is none of the catalogue.")
    return rows[np.argsort(-population[_SORTED_BY[sorter]][rows].astype(np.float64), kind="stable")]
