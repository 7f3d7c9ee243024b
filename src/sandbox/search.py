"""The marketplace search: filters over the columns of one region's creators, best recommended first."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sandbox.calls import whole
from sandbox.catalogue import Category
from sandbox.errors import INVALID_PARAMETERS, RefusedError
from sandbox.options import chosen, in_order
from sandbox.population import AGE_RANGES, REGIONS, Population

Mask = NDArray[np.bool_]
Rows = NDArray[np.int64]

GMV_BANDS = ((0, 100), (100, 1_000), (1_000, 10_000), (10_000, None))  # US dollars
UNIT_BANDS = ((0, 10), (10, 100), (100, 1_000), (1_000, None))
POST_RATES = {"OK": 2_000, "GOOD": 4_000, "BETTER": 6_000}
_EXCLUSIVE = (
    ("avg_video_views", "avg_shoppable_video_views"),
    ("avg_live_avg_viewers_ge", "avg_shoppable_live_avg_viewers_ge"),
)
CONTENT_FILTERS = {
    "avg_video_views": ("video_views", 1),
    "avg_shoppable_video_views": ("ec_video_views", 1),
    "avg_engagement_rate": ("engagement", 100),
    "avg_shopable_engagement_rate": ("engagement", 100),
    "avg_live_avg_viewers_ge": ("live_viewers", 1),
    "avg_shoppable_live_avg_viewers_ge": ("live_viewers", 1),
}


def band_name(prefix: str, band: tuple[int, int | None]) -> str:
    low, high = band
    return f"{prefix}_{low}_{'AND_ABOVE' if high is None else high}"


def find(
    population: Population,
    region: str,
    wanted: Mapping[str, Any],
    *,
    categories: Sequence[Category],
    invited: Callable[[], Collection[int]],
) -> Rows:
    """Return the creators of a region that fit, best recommended first; `invited` is asked only if needed."""
    rows = population.ranked[region]
    fits = np.ones(len(rows), dtype=np.bool_)
    for name, narrow in _FILTERS.items():
        if wanted.get(name):
            fits &= narrow(population, rows, wanted[name])
    if wanted.get("category"):
        fits &= _category(population, rows, wanted["category"], categories)
    if (wanted.get("affiliate_data") or {}).get("not_invited_l90_days"):
        fits &= ~np.isin(rows, np.array(list(invited()), dtype=np.int64))
    advanced = wanted.get("advanced_filters") or {}
    fits &= chosen(population, rows, advanced, categories)
    return in_order(population, rows[fits], advanced.get("sorter_algorithm_id") or "")


def _keyword(population: Population, rows: Rows, text: str) -> Mask:
    handles: NDArray[np.bytes_] = population["handle"][rows]
    said = text.casefold()
    in_handle: Mask = np.strings.find(handles, said.encode()) >= 0
    return in_handle | _nickname(population, rows, said)


def _nickname(population: Population, rows: Rows, said: str) -> Mask:
    """Compare with each possible nickname once, not with each creator's."""
    fits = np.zeros(len(rows), dtype=np.bool_)
    if not len(rows):
        return fits
    market = population.market(int(rows[0]))
    names = population.words.written_names[REGIONS.index(market.region)]
    for place, (language, _) in enumerate(market.languages):
        nicknames = [[f"{name} {tail}".casefold() for tail in population.words.epithets[language]] for name in names]
        known = np.array([[said in nickname for nickname in row] for row in nicknames])
        speaks = population["language"][rows] == place
        fits |= speaks & known[population["name"][rows], population["epithet"][rows]]
    return fits


def _followers(population: Population, rows: Rows, wanted: Mapping[str, Any]) -> Mask:
    fits = np.ones(len(rows), dtype=np.bool_)
    count = wanted.get("count_range") or {}
    followers = population["followers"][rows]
    fits &= followers >= count.get("count_ge", 0)
    if count.get("count_le", -1) >= 0:
        fits &= followers <= count["count_le"]
    if ages := wanted.get("age_ranges"):
        main = population["ages"][rows].argmax(1)
        fits &= np.isin(main, [place for place, name in enumerate(AGE_RANGES) if f"AGE_RANGE_{name}" in ages])
    if gender := wanted.get("gender_distribution"):
        women = population["women"][rows].astype(np.int64)
        share = women if gender.get("gender") == "FEMALE" else 100 - women
        fits &= share * 100 >= gender.get("percentage_ge", 0)
    return fits


def _in_bands(values: NDArray[Any], bands: tuple[tuple[int, int | None], ...], prefix: str, names: list[str]) -> Mask:
    fits = np.zeros(len(values), dtype=np.bool_)
    for low, high in bands:
        if band_name(prefix, (low, high)) in names:
            fits |= (values >= low) & (values < (np.inf if high is None else high))
    return fits


def _gmv(population: Population, rows: Rows, names: list[str]) -> Mask:
    return _in_bands(population["gmv_dollars"][rows], GMV_BANDS, "GMV_RANGE", names)


def _units(population: Population, rows: Rows, names: list[str]) -> Mask:
    return _in_bands(population["units"][rows], UNIT_BANDS, "UNITS_SOLD_RANGE", names)


def _content(population: Population, rows: Rows, wanted: Mapping[str, str]) -> Mask:
    for pair in _EXCLUSIVE:
        if all(wanted.get(name) for name in pair):
            raise RefusedError(INVALID_PARAMETERS, f"{pair[0]} and {pair[1]} exclude each other.")
    fits = np.ones(len(rows), dtype=np.bool_)
    for name, (column, factor) in CONTENT_FILTERS.items():
        if text := wanted.get(name):
            least = whole(text)
            if least is None:
                raise RefusedError(INVALID_PARAMETERS, f"{name} must be a whole number.")
            fits &= population[column][rows] >= least * factor
    return fits


def _affiliate(population: Population, rows: Rows, wanted: Mapping[str, Any]) -> Mask:
    fits = np.ones(len(rows), dtype=np.bool_)
    rate = wanted.get("avg_commission_rate", "ALL")
    if rate.startswith("LESS_THAN_"):
        fits &= population["commission"][rows] < int(rate.removeprefix("LESS_THAN_").rstrip("%")) * 100
    if least := POST_RATES.get(wanted.get("post_rate", "ALL")):
        fits &= population["post_rate"][rows] >= least
    if agency := wanted.get("creator_agency_staus"):
        fits &= population["agency"][rows] == (agency == "AGENCY_MANAGED")
    if wanted.get("is_fast_growing"):
        fits &= population.fast_growing[rows]
    return fits


def _category(
    population: Population, rows: Rows, wanted: list[Mapping[str, Any]], categories: Sequence[Category]
) -> Mask:
    """Return who is in any of the categories; children narrow their own parent."""
    places = {str(category.id): place for place, category in enumerate(categories)}
    chosen = population["categories"][rows]
    children = population["children"][rows]
    fits = np.zeros(len(rows), dtype=np.bool_)
    for item in wanted:
        place = places.get(item["parent_category_id"], -1)
        names = item.get("child_category_id_list") or []
        for strength in range(chosen.shape[1]):
            here = chosen[:, strength] == place
            if names and place >= 0:
                known = [turn for turn, (child, _) in enumerate(categories[place].children) if str(child) in names]
                here &= np.isin(children // 3**strength % 3, known)
            fits |= here
    return fits


_FILTERS: Mapping[str, Callable[[Population, Rows, Any], Mask]] = {
    "keyword": _keyword,
    "follower_demographics": _followers,
    "gmv_ranges": _gmv,
    "units_sold_ranges": _units,
    "content_performance": _content,
    "affiliate_data": _affiliate,
}
