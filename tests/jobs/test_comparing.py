"""Comparing creators in the background: once a workspace, by its first shop."""

from tests.cast import Cast
from tests.creators.actions.test_compare import counts, crowd
from tests.jobs.stage import Platform

from rapport.jobs.worker import Worker
from rapport.work.queue import enqueue


def test_the_first_shop_compares_for_all(cast: Cast, platform: Platform) -> None:
    crowd(cast)
    enqueue("creators.compare", f"shop:{cast.us.pk}")
    Worker(platform.outside()).work_once()
    assert counts() == {}
    enqueue("creators.compare", f"shop:{cast.uk.pk}")
    Worker(platform.outside()).work_once()
    assert len(counts()) == 45
