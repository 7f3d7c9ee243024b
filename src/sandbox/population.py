"""Simulated creators as columns, grown from the seed: a creator is the same in every size of population."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from sandbox import naming
from sandbox.catalogue import Category
from sandbox.chance import Chance
from sandbox.markets import MARKETS, Market

Column = NDArray[Any]

REGIONS = tuple(MARKETS)
AGE_RANGES = ("18_24", "25_34", "35_44", "45_54", "55_AND_ABOVE")
FOLLOWERS_MEDIAN, FOLLOWERS_SPREAD = 15_000, 1.6
FOLLOWERS_LEAST, FOLLOWERS_MOST = 1_000, 20_000_000
SELLING_SHARE = 0.42
LIVE_SHARE = 0.35  # of creators who go live
SALES_MEDIAN_DOLLARS, SALES_SPREAD = 120, 2.56
_SELLING_THRESHOLD = 0.2019  # of a standard normal, leaves SELLING_SHARE above it


@dataclass(frozen=True, slots=True)
class Creator:
    """One creator as the rest of the world sees them."""

    number: int
    market: Market
    zone: ZoneInfo
    language: str
    handle: str
    nickname: str
    first_name: str
    followers: int
    categories: tuple[int, ...]  # positions, the strongest first
    gmv_dollars: float  # elsewhere, in 30 days; 0 for those who sell nothing
    post_rate: float  # predicted share of samples that lead to content
    video_views: int
    live_share: float


@dataclass(frozen=True)
class Population:
    """All creators; a column has one value for each. Amounts in minor units, rates in 1/10000."""

    words: naming.Vocabulary
    columns: Mapping[str, Column]

    def __len__(self) -> int:
        return len(self.columns["market"])

    def __getitem__(self, name: str) -> Column:
        return self.columns[name]

    def row(self, number: int) -> dict[str, Any]:
        """Return one creator's values of all columns."""
        return {name: column[number].tolist() for name, column in self.columns.items()}

    def market(self, number: int) -> Market:
        return MARKETS[REGIONS[int(self.columns["market"][number])]]

    def language(self, number: int) -> str:
        return self.market(number).languages[int(self.columns["language"][number])][0]

    def first_name(self, number: int) -> str:
        names = self.words.written_names[int(self.columns["market"][number])]
        return names[int(self.columns["name"][number])]

    def nickname(self, number: int) -> str:
        epithet = self.words.epithets[self.language(number)][int(self.columns["epithet"][number])]
        return f"{self.first_name(number)} {epithet}"

    def handle(self, number: int) -> str:
        return bytes(self.columns["handle"][number]).decode()

    def number_of(self, handle: str) -> int | None:
        """Return the creator who has a handle, or None where nobody has."""
        found = np.flatnonzero(self.columns["handle"] == handle.encode())
        return int(found[0]) if len(found) else None

    def bio(self, number: int) -> str:
        return self.words.bios[self.language(number)][int(self.columns["bio"][number])]

    def creator(self, number: int) -> Creator:
        columns, market = self.columns, self.market(number)
        return Creator(
            number=number,
            market=market,
            zone=ZoneInfo(market.zones[columns["zone"][number]]),
            language=self.language(number),
            handle=self.handle(number),
            nickname=self.nickname(number),
            first_name=self.first_name(number),
            followers=int(columns["followers"][number]),
            categories=tuple(columns["categories"][number].tolist()),
            gmv_dollars=float(columns["gmv_dollars"][number]),
            post_rate=columns["post_rate"][number] / 10_000,
            video_views=int(columns["video_views"][number]),
            live_share=float(columns["live_share"][number]),
        )

    @cached_property
    def ranked(self) -> Mapping[str, NDArray[np.int64]]:
        """Creators of each region in the order in which the marketplace recommends them."""
        score = np.log1p(self["gmv_dollars"]) + 0.6 * np.log(self["followers"]) + self["taste"]
        order = np.argsort(-score, kind="stable")
        return {region: order[self["market"][order] == place] for place, region in enumerate(REGIONS)}

    @cached_property
    def fast_growing(self) -> NDArray[np.bool_]:
        """The tenth of all creators that grew most in the last 30 days."""
        growth = self["growth"]
        fast: NDArray[np.bool_] = growth >= np.quantile(growth, 0.9)
        return fast


def grow(chance: Chance, count: int, categories: tuple[Category, ...]) -> Population:
    """Grow a population. Refuses more creators than there are handles."""
    if not 0 < count <= naming.HANDLES_MAX:
        raise ValueError(f"A population has 1 to {naming.HANDLES_MAX} creators, not {count}.")
    words = naming.read_vocabulary()
    columns = _places(chance, count)
    columns |= _audience(chance, count)
    columns |= _sales(chance, count, columns)
    columns |= _content(chance, count, columns)
    columns |= _interests(chance, count, categories)
    columns |= _names(chance, count, words, columns["market"])
    return Population(words, columns)


def _places(chance: Chance, count: int) -> dict[str, Column]:
    markets = tuple(MARKETS.values())
    edges = np.cumsum([market.share for market in markets])
    market = np.searchsorted(edges / edges[-1], chance.uniforms("market", count)).astype(np.uint8)
    main_language = np.array([market.languages[0][1] for market in markets])
    zones = np.array([len(market.zones) for market in markets])
    return {
        "market": market,
        "language": (chance.uniforms("language", count) > main_language[market]).astype(np.uint8),
        "zone": (chance.uniforms("zone", count) * zones[market]).astype(np.uint8),
    }


def _audience(chance: Chance, count: int) -> dict[str, Column]:
    size = chance.normals("followers", count)
    followers = FOLLOWERS_MEDIAN * np.exp(FOLLOWERS_SPREAD * size)
    parts = np.stack([-np.log(chance.uniforms("ages", count, place)) for place in range(len(AGE_RANGES))], 1)
    parts *= np.array([3.0, 3.2, 2.0, 1.2, 0.7])
    return {
        "size": size.astype(np.float32),
        "followers": np.clip(followers, FOLLOWERS_LEAST, FOLLOWERS_MOST).astype(np.int64),
        "ages": (parts / parts.sum(1, keepdims=True) * 100).astype(np.uint8),
        "growth": (0.02 + 0.04 * chance.normals("growth", count)).astype(np.float32),
        "taste": chance.normals("taste", count).astype(np.float32),
        "agency": chance.uniforms("agency", count) < 0.12 * np.exp(0.4 * size),
        "exact": chance.uniforms("exact", count),
    }


def _sales(chance: Chance, count: int, known: Mapping[str, Column]) -> dict[str, Column]:
    size = known["size"]
    sells = 0.25 * size + 0.968 * chance.normals("sells", count) > _SELLING_THRESHOLD
    skill = 0.3 * size + 0.954 * chance.normals("skill", count)
    dollars = np.where(sells, SALES_MEDIAN_DOLLARS * np.exp(SALES_SPREAD * skill), 0.0)
    basket = 18 * np.exp(0.4 * chance.normals("basket", count))
    live = np.where(chance.uniforms("lives", count) < LIVE_SHARE, 0.85 * chance.uniforms("live share", count), 0.0)
    commission = np.clip(np.round(12 + 4 * chance.normals("commission", count)), 3, 35)
    return {
        "gmv_dollars": dollars.astype(np.float32),
        "units": np.where(sells, np.maximum(1, dollars / basket), 0).astype(np.int64),
        "live_share": live.astype(np.float32),
        "commission": np.where(sells, commission * 100, 0).astype(np.int16),
        "pps": np.clip(np.round(34 + 6 * skill), 10, 50).astype(np.uint8),  # tenths
        "level": np.where(sells, np.clip(np.log10(dollars + 1) * 1.5, 0, 8), 0).astype(np.uint8),
        "shares_exact": known["exact"] < np.where(known["market"] == REGIONS.index("US"), 0.55, 0.35),
    }


def _content(chance: Chance, count: int, known: Mapping[str, Column]) -> dict[str, Column]:
    followers, live = known["followers"].astype(np.float64), known["live_share"] > 0
    views = 2.5 * followers**0.75 * np.exp(0.9 * chance.normals("views", count))
    engagement = 0.055 * (followers / FOLLOWERS_MEDIAN) ** -0.16
    engagement = np.clip(engagement * np.exp(0.45 * chance.normals("engagement", count)), 0.003, 0.35)
    posts = 9 * np.exp(0.8 * chance.normals("posts", count)) * np.where(known["units"] > 0, 1, 0.15)
    viewers = np.where(live, 0.5 * followers**0.55 * np.exp(0.7 * chance.normals("viewers", count)), 0)
    return {
        "video_views": views.astype(np.int64),
        "ec_video_views": (views * (0.5 + 0.6 * chance.uniforms("ec views", count))).astype(np.int64),
        "engagement": (engagement * 10_000).astype(np.int16),
        "ec_videos": posts.astype(np.int16),
        "lives": np.where(live, 1 + posts / 3, 0).astype(np.int16),
        "live_viewers": viewers.astype(np.int64),
        "post_rate": (np.clip(0.55 + 0.18 * chance.normals("post rate", count), 0.05, 0.98) * 10_000).astype(np.int16),
    }


def _interests(chance: Chance, count: int, categories: tuple[Category, ...]) -> dict[str, Column]:
    total = len(categories)
    first = (chance.uniforms("category", count, 0) ** 1.5 * total).astype(np.int64)
    second = 1 + (chance.uniforms("category", count, 1) * (total - 1)).astype(np.int64)
    third = 1 + (chance.uniforms("category", count, 2) * (total - 2)).astype(np.int64)
    third += third >= second
    chosen = np.stack([first, (first + second) % total, (first + third) % total], 1).astype(np.uint8)
    leaning = 25 + 55 * chance.uniforms("leaning", total)  # percent of women among a category's followers
    women = leaning[chosen[:, 0]] + 10 * chance.normals("women", count)
    return {
        "categories": chosen,
        "children": (chance.uniforms("child", count) * 27).astype(np.uint8),  # three digits to base three
        "women": np.clip(women, 5, 95).astype(np.uint8),
    }


def _names(chance: Chance, count: int, words: naming.Vocabulary, market: Column) -> dict[str, Column]:
    sizes = {
        "name": words.handle_names.shape[1],
        "epithet": len(words.epithets["en"]),
        "bio": len(words.bios["en"]),
    }
    chosen = {name: (chance.uniforms(name, count) * options).astype(np.uint8) for name, options in sizes.items()}
    return {**chosen, "handle": naming.handles(chance, words, market, chosen["name"])}
