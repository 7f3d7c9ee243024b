"""A chance is shown with how sure it is, and own invitations make it surer."""

import pytest

from rapport.campaigns.rules.likelihood import reply_range


@pytest.mark.parametrize(
    ("chance", "invited", "between"),
    [(1500, 0, (800, 2200)), (1500, 400, (1300, 1700)), (200, 0, (0, 500)), (9000, 10, (8500, 9500)), (0, 0, (0, 0))],
)
def test_the_range_narrows_with_what_the_shop_has_seen(chance: int, invited: int, between: tuple[int, int]) -> None:
    assert reply_range(chance, invited) == between
