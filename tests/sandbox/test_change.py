"""When changes act: at once, at the next midnight of the shop, or when the creator confirms."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from sandbox.change import next_midnight, starts_at

LONDON = ZoneInfo("Europe/London")
NOW = int(datetime(2026, 7, 1, 22, 30, tzinfo=UTC).timestamp())  # 23:30 in London


def test_the_next_midnight_is_the_shops() -> None:
    assert next_midnight(NOW, LONDON) == NOW + 1_800
    assert next_midnight(NOW + 1_800, LONDON) == NOW + 1_800 + 86_400


def test_each_effect_has_its_moment() -> None:
    assert starts_at("at_once", NOW, LONDON) == NOW
    assert starts_at("next_day", NOW, LONDON) == NOW + 1_800
    assert starts_at("on_confirmation", NOW, LONDON) is None
