"""What a job changes can be found when it is done, however many creators that are."""

from tests.cast import Cast
from tests.jobs.stage import Platform, errand

from rapport.creators.actions.changes import note_changed
from rapport.creators.models import Creator
from rapport.creators.queries.freshness import library_index
from rapport.index.searching import matching_ids
from rapport.jobs.handlers import HANDLERS
from rapport.shared.conditions import Within


def found_by_a_hurried_reader(cast: Cast, followers: int) -> list[int]:
    """Whom somebody finds who takes in no change at all."""
    index = library_index(cast.moonwell.pk, patience=0)
    return [int(pk) for pk in matching_ids(index.segments, Within("followers", followers, followers))]


def test_more_changes_than_a_reader_takes_in_are_found_after_the_job(cast: Cast, platform: Platform) -> None:
    library_index(cast.moonwell.pk)
    Creator.objects.filter(pk=cast.anna.pk).update(followers=777)
    note_changed(cast.moonwell.pk, [cast.anna.pk])
    assert found_by_a_hurried_reader(cast, 777) == []
    HANDLERS["creators.score"](errand(cast.uk, platform))
    assert found_by_a_hurried_reader(cast, 777) == [cast.anna.pk]
