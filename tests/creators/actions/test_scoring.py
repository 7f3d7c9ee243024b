"""The scoring pass over a workspace's library."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.cast import NOW, Cast
from tests.creators.made_up import library as made_up_library
from tests.creators.made_up import metrics_of

from rapport.creators.actions import scoring
from rapport.creators.actions.keep import keep_sightings
from rapport.creators.actions.scoring import Scored, score_if_due, score_library
from rapport.creators.models import Creator, GroupStanding, LibraryChange, ScoringPass
from rapport.creators.queries.profile import profile
from rapport.creators.queries.standings import library
from rapport.creators.rules.metrics import Metrics, Sighting
from rapport.creators.rules.scoring import Library

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SIZE = 400


def sightings(size: int = SIZE, seed: int = 7) -> Iterator[Sighting]:
    """Creators of a made-up library."""
    found = made_up_library(size, seed)
    for row in range(size):
        category = found.categories[found.category[row]]
        yield Sighting(
            handle=f"m{row}",
            region=found.regions[found.region[row]],
            seen_at=NOW,
            source="marketplace",
            metrics=metrics_of(found, row),
            open_id=f"open-m{row}",
            categories=(category, "other") if category else (),
        )


@pytest.fixture
def filled(cast: Cast) -> Cast:
    """The cast's library, 400 larger, of which nobody was ever scored in a pass."""
    keep_sightings(cast.moonwell.pk, sightings())
    return cast


def scores(cast: Cast) -> dict[str, int | None]:
    return dict(Creator.objects.filter(workspace=cast.moonwell).order_by("handle").values_list("handle", "score"))


def test_a_pass_scores_everybody_as_their_profile_does(filled: Cast) -> None:
    before = scores(filled)
    done = score_library(filled.moonwell.pk, now=NOW)
    after = scores(filled)
    assert (done.creators, done.groups) == (SIZE + 5, 6)
    assert done.changed == sum(before[handle] != after[handle] for handle in before) > 0
    for one in Creator.objects.filter(workspace=filled.moonwell)[:60]:
        assert profile(filled.moonwell.pk, one.pk).score.value == one.score


def test_the_pass_again_changes_nothing(filled: Cast) -> None:
    score_library(filled.moonwell.pk, now=NOW)
    kept, told = scores(filled), list(GroupStanding.objects.order_by("pk").values_list("pk", "figures"))
    assert score_library(filled.moonwell.pk, now=NOW + HOUR) == Scored(SIZE + 5, 6, 0)
    assert scores(filled) == kept
    assert list(GroupStanding.objects.order_by("pk").values_list("pk", "figures")) == told


@pytest.mark.parametrize("step", ["_keep_standings", "_keep_scores", "_move"])
def test_a_pass_stopped_anywhere_ends_the_same_when_done_again(
    filled: Cast, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    done, left = getattr(scoring, step), iter([1])

    def stops(*arguments: object) -> object:
        next(left, None) or pytest.fail("went on")
        done(*arguments)
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(scoring, step, stops)
        with pytest.raises(KeyboardInterrupt):
            score_library(filled.moonwell.pk, now=NOW)
    assert not ScoringPass.objects.exists()
    score_if_due(filled.moonwell.pk, now=NOW)
    found = scores(filled)
    Creator.objects.update(score=None)
    score_library(filled.moonwell.pk, now=NOW)
    assert scores(filled) == found


def test_new_creators_are_scored_at_once_by_the_groups_of_the_last_pass(filled: Cast) -> None:
    score_library(filled.moonwell.pk, now=NOW)
    told = Metrics(units_30d_low=5_000, gmv_30d_low=9_000_000, currency="GBP", videos_30d=25, lives_30d=4)
    keep_sightings(filled.moonwell.pk, [Sighting("star", "GB", NOW, "file", told, categories=("beauty",))])
    assert scores(filled)["star"] == 5
    assert score_library(filled.moonwell.pk, now=NOW).changed <= SIZE // 10


def test_who_changes_score_is_noted_for_the_indexes(filled: Cast) -> None:
    LibraryChange.objects.all().delete()
    before = scores(filled)
    score_library(filled.moonwell.pk, now=NOW)
    changed = {handle for handle, score in scores(filled).items() if score != before[handle]}
    noted = {pk for row in LibraryChange.objects.all() for pk in row.creator_ids}
    assert set(Creator.objects.filter(pk__in=noted).values_list("handle", flat=True)) == changed


def test_a_score_that_was_written_meanwhile_stays(filled: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def read_then_changed(workspace_id: int) -> Library:
        found = library(workspace_id)
        Creator.objects.filter(handle="m1").update(score=99)
        return found

    monkeypatch.setattr(scoring, "library", read_then_changed)
    score_library(filled.moonwell.pk, now=NOW)
    assert scores(filled)["m1"] == 99


def test_a_pass_is_due_at_first_each_day_and_after_growth(filled: Cast) -> None:
    workspace = filled.moonwell.pk
    assert score_if_due(workspace, now=NOW)
    assert score_if_due(workspace, now=NOW + DAY - HOUR) is None
    assert score_if_due(workspace, now=NOW + DAY)
    keep_sightings(workspace, (Sighting(f"n{n}", "GB", NOW, "file", Metrics()) for n in range(40)))
    assert score_if_due(workspace, now=NOW + DAY) is None
    keep_sightings(workspace, [Sighting("n40", "GB", NOW, "file", Metrics())])
    assert score_if_due(workspace, now=NOW + DAY)


def test_a_library_that_shrinks_below_its_groups_loses_them(filled: Cast) -> None:
    score_library(filled.moonwell.pk, now=NOW)
    Creator.objects.filter(handle__startswith="m").delete()
    assert score_library(filled.moonwell.pk, now=NOW).groups == 0
    assert not GroupStanding.objects.exists()


def test_another_workspace_is_left_alone(filled: Cast) -> None:
    keep_sightings(filled.harbour.pk, sightings(100, 3))
    before = list(Creator.objects.filter(workspace=filled.harbour).order_by("pk").values_list("score", flat=True))
    score_library(filled.moonwell.pk, now=NOW)
    assert (
        list(Creator.objects.filter(workspace=filled.harbour).order_by("pk").values_list("score", flat=True)) == before
    )
    assert not GroupStanding.objects.filter(workspace=filled.harbour).exists()


def test_an_empty_library_has_nobody_to_score(cast: Cast) -> None:
    assert score_library(cast.harbour.pk, now=NOW) == Scored(0, 0, 0)


def test_a_pass_that_changes_nothing_takes_few_queries(
    filled: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    score_library(filled.moonwell.pk, now=NOW)
    with django_assert_num_queries(8):
        score_library(filled.moonwell.pk, now=NOW)
