"""What to look for in the creator marketplace."""

from collections.abc import Mapping
from dataclasses import dataclass

from rapport.platform_client.errors import Occasion, UnfitRequest
from rapport.platform_client.records.creator_filters import FilterChoice, FilterOptions
from rapport.platform_client.requests import given
from rapport.platform_client.vocabulary import (
    AgencyStatus,
    AgeRange,
    ContentFormat,
    DataGroup,
    Gender,
    GmvRange,
    PostRate,
    UnitsSoldRange,
)

_NO_UPPER_BOUND = -1
_VIEWS = range(100_001)
_ENGAGEMENT = range(21)


@dataclass(frozen=True, slots=True)
class CategoryChoice:
    """A category and the ones to take directly below it, at least one."""

    parent_id: str
    child_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CreatorSearch:
    """
    The conditions of the marketplace; all that are set must hold, several values of one are a union.

    Views and viewers are averages of 0 to 100,000; engagement is 0 to 20 whole percent. `gender_share_from`
    is in hundredths of a percent and goes with `gender`. `commission_rate_below` is 500, 1000, 1500 or 2000
    hundredths of a percent. A figure for all videos and the same for shoppable ones exclude each other, and
    so for LIVEs; a search the platform would not take raises UnfitRequest when it is made.

    `options` are those of the catalogue (`Creators.filters`), narrowed to the wanted choices, and `sorter_id`
    is one of its sorters. `only_flat_fee` is for local sellers of the US. `groups` are the figures to be told
    of each creator, all if none is named.
    """

    keyword: str = ""
    age_ranges: tuple[AgeRange, ...] = ()
    followers_from: int | None = None
    followers_to: int | None = None
    gender: Gender | None = None
    gender_share_from: int | None = None
    gmv_ranges: tuple[GmvRange, ...] = ()
    units_sold_ranges: tuple[UnitsSoldRange, ...] = ()
    categories: tuple[CategoryChoice, ...] = ()
    video_views_from: int | None = None
    shoppable_video_views_from: int | None = None
    engagement_from: int | None = None
    shoppable_engagement_from: int | None = None
    live_viewers_from: int | None = None
    shoppable_live_viewers_from: int | None = None
    commission_rate_below: int | None = None
    post_rate: PostRate | None = None
    agency: AgencyStatus | None = None
    only_fast_growing: bool = False
    only_not_invited_in_90_days: bool = False
    content_preferences: tuple[ContentFormat, ...] = ()
    only_flat_fee: bool = False
    options: tuple[FilterOptions, ...] = ()
    sorter_id: str | None = None
    groups: tuple[DataGroup, ...] = ()

    def __post_init__(self) -> None:
        for name, accepted in _LIMITS.items():
            value = getattr(self, name)
            if value is not None and value not in accepted:
                raise _unfit(name, f"must be {accepted}")
        if self.followers_from is not None and self.followers_from < 0:
            raise _unfit("followers_from", "must not be negative")
        if self.followers_to is not None and self.followers_to < (self.followers_from or 0):
            raise _unfit("followers_to", "must not be below followers_from")
        if (self.gender is None) != (self.gender_share_from is None):
            raise _unfit("gender_share_from", "goes with gender")
        if self.video_views_from is not None and self.shoppable_video_views_from is not None:
            raise _unfit("shoppable_video_views_from", "excludes video_views_from")
        if self.live_viewers_from is not None and self.shoppable_live_viewers_from is not None:
            raise _unfit("shoppable_live_viewers_from", "excludes live_viewers_from")
        if not all(choice.child_ids for choice in self.categories):
            raise _unfit("categories", "need at least one child each")

    def body(self, search_key: str) -> dict[str, object]:
        """Return the search as the platform wants it; conditions that are not set are left out."""
        return given(
            search_key=search_key,
            keyword=self.keyword,
            follower_demographics=self._followers(),
            gmv_ranges=self.gmv_ranges,
            units_sold_ranges=self.units_sold_ranges,
            category=[
                {"parent_category_id": choice.parent_id, "child_category_id_list": choice.child_ids}
                for choice in self.categories
            ],
            content_performance=self._content(),
            affiliate_data=self._affiliate(),
            advanced_filters=self._advanced(),
            data_groups=self.groups,
        )

    def _followers(self) -> dict[str, object]:
        count_range = {}
        if self.followers_from is not None or self.followers_to is not None:
            upper = _NO_UPPER_BOUND if self.followers_to is None else self.followers_to
            count_range = {"count_ge": self.followers_from or 0, "count_le": upper}
        gender = {} if self.gender is None else {"gender": self.gender, "percentage_ge": self.gender_share_from}
        return given(age_ranges=self.age_ranges, count_range=count_range, gender_distribution=gender)

    def _content(self) -> dict[str, object]:
        figures = {
            "avg_video_views": self.video_views_from,
            "avg_shoppable_video_views": self.shoppable_video_views_from,
            "avg_engagement_rate": self.engagement_from,
            "avg_shopable_engagement_rate": self.shoppable_engagement_from,  # misspelt by the platform
            "avg_live_avg_viewers_ge": self.live_viewers_from,
            "avg_shoppable_live_avg_viewers_ge": self.shoppable_live_viewers_from,
        }
        return {name: str(value) for name, value in figures.items() if value is not None}

    def _affiliate(self) -> dict[str, object]:
        below = self.commission_rate_below
        return given(
            avg_commission_rate=None if below is None else f"LESS_THAN_{below // 100}%",
            post_rate=self.post_rate,
            creator_agency_staus=self.agency,  # misspelt by the platform
            is_fast_growing=self.only_fast_growing or None,
            not_invited_l90_days=self.only_not_invited_in_90_days or None,
        )

    def _advanced(self) -> dict[str, object]:
        return given(
            content_preference_type=self.content_preferences,
            eligible_flat_fee=self.only_flat_fee or None,
            option_list=[
                {"option_type": one.kind, "options": [_choice(choice) for choice in one.choices]}
                for one in self.options
            ],
            sorter_algorithm_id=self.sorter_id,
        )


_LIMITS: Mapping[str, range | tuple[int, ...]] = {
    "gender_share_from": range(10_001),
    "video_views_from": _VIEWS,
    "shoppable_video_views_from": _VIEWS,
    "engagement_from": _ENGAGEMENT,
    "shoppable_engagement_from": _ENGAGEMENT,
    "live_viewers_from": _VIEWS,
    "shoppable_live_viewers_from": _VIEWS,
    "commission_rate_below": (500, 1000, 1500, 2000),
}


def _choice(choice: FilterChoice) -> dict[str, object]:
    children = [{"id": child.id, "name": child.name} for child in choice.children]
    return given(id=choice.id, name=choice.name, option_children=children)


def _unfit(field: str, reason: str) -> UnfitRequest:
    return UnfitRequest(reason, Occasion("creators.search"), field)
