"""The pace that an errand hands to the client: the policy's on the platform, none in the sandbox."""

from dataclasses import asdict, replace

import pytest
from tests.cast import NOW, Cast
from tests.jobs.stage import Platform, errand

from rapport.platform_client import DailyCapReached
from rapport.shops.models import Connection, Shop
from rapport.shops.queries.shops import policy_of


def on_the_platform(shop: Shop) -> Shop:
    Connection.objects.update(kind=Connection.Kind.PLATFORM)
    return shop


def test_the_pace_on_the_platform_is_the_policys_and_goes_on_with_the_next_errand(cast: Cast) -> None:
    platform = Platform()
    first = errand(on_the_platform(cast.uk), platform)
    with first.client():
        pace = first.outside.paces[cast.uk.pk]
    assert asdict(pace.limits) == policy_of(cast.uk).api.model_dump()
    with first.client():
        assert first.outside.paces[cast.uk.pk] is pace


def test_shops_share_no_pace(cast: Cast) -> None:
    platform = Platform()
    first = errand(on_the_platform(cast.uk), platform)
    second = replace(errand(cast.us, platform), outside=first.outside)
    with first.client(), second.client():
        paces = first.outside.paces
    assert paces[cast.uk.pk] is not paces[cast.us.pk]


def test_once_the_day_is_used_up_nothing_more_is_asked(cast: Cast) -> None:
    platform = Platform()
    held = errand(on_the_platform(cast.uk), platform)
    with held.client() as client:
        pace = held.outside.paces[cast.uk.pk]
        for _ in range(pace.limits.daily_performance):
            pace.counts.count("creators.performance", NOW.date())
        with pytest.raises(DailyCapReached):
            client.creators.performance(creator_open_id="open-anna")
    assert platform.asked == []


def test_the_sandbox_is_not_paced(cast: Cast) -> None:
    held = errand(cast.uk, Platform())
    with held.client():
        assert held.outside.paces == {}
