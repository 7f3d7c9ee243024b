"""Creators as the search shows them: a card with ranges, exact sales only of those who share them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sandbox.catalogue import Category
from sandbox.chance import Chance
from sandbox.identifiers import open_id
from sandbox.markets import Market
from sandbox.population import AGE_RANGES, Population
from sandbox.search import GMV_BANDS, UNIT_BANDS

_FAVOURITE_AGES = 3


@dataclass(frozen=True, slots=True)
class Dealings:
    """What the shop that asks has had to do with a creator."""

    invited_recently: bool
    contacted: bool
    connected: bool


@dataclass(frozen=True, slots=True)
class Profile:
    """One creator's figures, read from the columns once."""

    chance: Chance
    population: Population
    categories: Sequence[Category]
    number: int
    market: Market
    row: Mapping[str, Any]

    def figure(self, name: str) -> int:
        value: int = self.row[name]
        return value

    @property
    def gmv_dollars(self) -> float:
        dollars: float = self.row["gmv_dollars"]
        return dollars

    @property
    def gmv_minor(self) -> int:
        return self.market.minor(self.gmv_dollars * self.market.per_dollar)

    @property
    def exact(self) -> bool:
        return bool(self.row["shares_exact"])

    @property
    def live_share(self) -> float:
        share: float = self.row["live_share"]
        return share

    def part(self, share: float) -> dict[str, str]:
        return self.market.money(int(self.gmv_minor * share))

    def major_gender(self) -> dict[str, Any]:
        women = self.figure("women")
        return {"gender": "FEMALE" if women >= 50 else "MALE", "percentage": max(women, 100 - women) * 100}  # noqa: PLR2004

    def category_ids(self) -> list[str]:
        return [str(self.categories[place].id) for place in self.row["categories"]]

    def gmv_range(self) -> dict[str, str]:
        return money_range(self.market, self.gmv_dollars, GMV_BANDS)

    def units_range(self) -> dict[str, Any]:
        return unit_range(self.figure("units"))

    def basics(self) -> dict[str, Any]:
        return {
            "username": self.population.handle(self.number),
            "nickname": self.population.nickname(self.number),
            "avatar": {"url": f"https://sandbox.invalid/avatar/{self.number}.jpg"},
            "selection_region": self.market.region,
            "category_ids": self.category_ids(),
            "follower_count": self.figure("followers"),
        }


def money_range(market: Market, dollars: float, bands: Sequence[tuple[int, int | None]]) -> dict[str, str]:
    """Return the band around an amount, in whole local units; the highest has no maximum."""
    return dict(_shown_band(market, *_band(dollars, bands)))


@cache
def _shown_band(market: Market, low: int, high: int | None) -> dict[str, str]:
    found = {"currency": market.currency, "minimum_amount": str(low * market.per_dollar)}
    shown = market.display_text(market.minor(low * market.per_dollar))
    if high is None:
        return {**found, "formatted_range": f"{shown}+"}
    top = high * market.per_dollar
    return {
        **found,
        "maximum_amount": str(top),
        "formatted_range": f"{shown} - {market.display_text(market.minor(top))}",
    }


def unit_range(units: int) -> dict[str, Any]:
    low, high = _band(units, UNIT_BANDS)
    if high is None:
        return {"minimum_amount": low, "formatted_range": f"{low}+"}
    return {"minimum_amount": low, "maximum_amount": high, "formatted_range": f"{low} - {high}"}


def _band(value: float, bands: Sequence[tuple[int, int | None]]) -> tuple[int, int | None]:
    return next((low, high) for low, high in bands if high is None or value < high)


def card(profile: Profile, dealings: Dealings) -> dict[str, Any]:
    """Return a creator as the search shows them; exact sales only of those who share them."""
    ages = profile.row["ages"]
    favourite = sorted(range(len(AGE_RANGES)), key=ages.__getitem__, reverse=True)[:_FAVOURITE_AGES]
    return {
        **profile.basics(),
        "creator_open_id": open_id(profile.chance, profile.number),
        "avg_ec_live_uv": profile.figure("live_viewers"),
        "avg_ec_video_view_count": profile.figure("ec_video_views"),
        "gmv_range": profile.gmv_range(),
        "units_sold_range": profile.units_range(),
        "top_follower_demographics": {
            "age_ranges": [f"AGE_RANGE_{AGE_RANGES[place]}" for place in favourite],
            "major_gender": profile.major_gender(),
        },
        "creator_profile": standing(profile, dealings),
        **exact_sales(profile),
    }


def exact_sales(profile: Profile) -> dict[str, Any]:
    if not profile.exact:
        return {}
    live = profile.live_share
    return {
        "gmv": profile.part(1),
        "live_gmv": profile.part(live),
        "video_gmv": profile.part((1 - live) * 0.9),
    }


def standing(profile: Profile, dealings: Dealings) -> dict[str, Any]:
    fast = bool(profile.population.fast_growing[profile.number])
    return {
        "is_official_recommend": profile.figure("level") >= 6,  # noqa: PLR2004 - the platform's upper levels
        "creator_bind_mcn_name": "Sandbox Agency" if profile.figure("agency") else "",
        "is_fast_growing": fast,
        "has_collaborated": dealings.connected,
        "user_type_tag": [],
        "has_invited_90d": dealings.invited_recently,
        "is_creator_blocked": False,
        "pps_score": f"{profile.figure('pps') / 10:.1f}",
        "is_eligible_flat_fee": False,
        "is_rising_star": fast,
        "creator_level": profile.figure("level"),
    }
