"""The blocklist, many creators at once; one by one it is told in `test_keep.py`."""

import pytest
from tests.cast import MEI, NOW, Cast

from rapport.creators.actions.blocking import BlockReasonMissing, block_creators, unblock_creators
from rapport.creators.models import Creator
from rapport.shared.refusals import NotFound
from rapport.shops.models import AuditLine


def blocked() -> dict[str, str]:
    return dict(Creator.objects.exclude(blocked_why="").order_by("pk").values_list("handle", "blocked_why"))


def test_each_of_many_is_blocked_with_the_reason_and_a_line_of_their_own(cast: Cast) -> None:
    count = block_creators(cast.moonwell.pk, [cast.bao.pk, cast.anna.pk], " Fake orders ", by=MEI, now=NOW)
    assert (count, blocked()) == (2, {"anna": "Fake orders", "bao": "Fake orders"})
    lines = AuditLine.objects.filter(action="creator.block").order_by("pk").values_list("subject", "data")
    assert list(lines) == [(str(one.pk), {"why": "Fake orders"}) for one in (cast.anna, cast.bao)]


def test_the_same_again_leaves_no_line(cast: Cast) -> None:
    counts = [block_creators(cast.moonwell.pk, [cast.anna.pk], "Fake orders", by=MEI, now=NOW) for _ in range(2)]
    assert (counts, AuditLine.objects.filter(action="creator.block").count()) == ([1, 0], 1)


def test_only_who_is_on_the_list_is_taken_off(cast: Cast) -> None:
    block_creators(cast.moonwell.pk, [cast.anna.pk], "Fake orders", by=MEI, now=NOW)
    assert unblock_creators(cast.moonwell.pk, [cast.anna.pk, cast.bao.pk], by=MEI, now=NOW) == 1
    assert (blocked(), AuditLine.objects.filter(action="creator.unblock").count()) == ({}, 1)


def test_nobody_is_blocked_without_a_reason(cast: Cast) -> None:
    with pytest.raises(BlockReasonMissing):
        block_creators(cast.moonwell.pk, [cast.anna.pk], "  ", by=MEI, now=NOW)
    assert blocked() == {}


def test_one_stranger_among_them_and_nobody_is_blocked(cast: Cast) -> None:
    with pytest.raises(NotFound):
        block_creators(cast.moonwell.pk, [cast.anna.pk, 10**9], "Fake orders", by=MEI, now=NOW)
    assert blocked() == {}
