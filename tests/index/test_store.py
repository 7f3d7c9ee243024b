"""An index in files: what changes is seen by everybody who has it open, and a killed writer leaves it whole."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from tests.index.rows import SCHEMA, Row, batches

from rapport.index import building
from rapport.index.schema import Batch, Schema, Stored
from rapport.index.searching import Order, matching_ids, search
from rapport.index.store import Store
from rapport.shared.conditions import Condition, Every, OneOf, Within

BY_FOLLOWERS = Order((("followers", 1),))
ANNA, BAO, CHAI = (
    Row(1, followers=30, region="GB"),
    Row(2, followers=20, region="GB"),
    Row(3, followers=10, region="TH"),
)


def load(*rows: Row) -> Callable[[Stored], Iterable[Batch]]:
    """A source that knows these rows now."""
    return lambda wanted: batches([one for one in rows if one.id in wanted.tolist()])


def found(store: Store, condition: Condition = Every()) -> list[int]:  # noqa: B008 - never changed
    version = store.version()
    assert version is not None
    return list(search(version.segments, condition, BY_FOLLOWERS, start=0, length=50).ids)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = Store(tmp_path / "index", SCHEMA)
    with made.writing():
        made.rebuild(batches([ANNA, BAO, CHAI]), {"through": 1})
    return made


def test_there_is_nothing_before_it_is_built(tmp_path: Path) -> None:
    assert Store(tmp_path / "index", SCHEMA).version() is None


def test_what_is_built_is_found(store: Store) -> None:
    version = store.version()
    assert version is not None
    assert (version.number, version.rows, version.mark) == (1, 3, {"through": 1})
    assert found(store) == [1, 2, 3]


def test_a_changed_row_stands_in_place_of_the_old_one(store: Store) -> None:
    with store.writing():
        store.change([3], load(replace(CHAI, followers=99, region="US")), {"through": 2})
    assert found(store) == [3, 1, 2]
    assert found(store, OneOf("region", ("TH",))) == []


def test_a_row_that_is_gone_is_found_no_more(store: Store) -> None:
    with store.writing():
        store.change([1], load(), {})
    assert found(store) == [2, 3]


def test_a_new_row_is_found_and_one_that_never_was_is_no_harm(store: Store) -> None:
    with store.writing():
        store.change([4, 99], load(Row(4, followers=15)), {})
    assert found(store) == [1, 2, 4, 3]


def test_whoever_has_it_open_sees_the_change(store: Store) -> None:
    reader = Store(store.folder, SCHEMA)
    assert found(reader) == [1, 2, 3]
    with store.writing():
        store.change([2], load(replace(BAO, followers=None)), {})
    assert found(reader) == [1, 3, 2]


def test_a_version_once_taken_stays_as_it_was(store: Store) -> None:
    before = store.version()
    with store.writing():
        store.rebuild(batches([BAO]), {})
    assert before is not None
    assert matching_ids(before.segments, Every()).tolist() == [1, 2, 3]


def test_small_changes_are_gathered_so_that_segments_stay_few(store: Store) -> None:
    now = {one.id: one for one in (ANNA, BAO, CHAI)}
    for number in range(10, 40):
        now[number] = Row(number, followers=number)
        with store.writing():
            store.change([number], load(*now.values()), {})
    version = store.version()
    assert version is not None
    assert len(version.segments) <= 6
    assert sorted(found(store)) == sorted(now)


def test_any_history_of_changes_ends_in_what_is_known_last(store: Store) -> None:
    chance = np.random.default_rng(5)
    now = {one.id: one for one in (ANNA, BAO, CHAI)}
    for step in range(40):
        ids = [int(one) for one in chance.integers(1, 30, chance.integers(1, 6))]
        for pk in ids:
            if chance.random() < 0.3:
                now.pop(pk, None)
            else:
                now[pk] = Row(pk, followers=int(chance.integers(0, 1_000)), region="GB")
        with store.writing():
            store.change(ids, load(*now.values()), {"through": step})
    wanted = sorted(now.values(), key=lambda one: (-(one.followers or 0), one.id))
    assert found(store) == [one.id for one in wanted]
    assert found(store, Within("followers", 500)) == [one.id for one in wanted if (one.followers or 0) >= 500]


def test_only_one_writes_at_a_time(store: Store) -> None:
    with store.writing() as first, Store(store.folder, SCHEMA).writing() as second:
        assert (first, second) == (True, False)
    with Store(store.folder, SCHEMA).writing() as again:
        assert again


def test_what_a_killed_writer_left_is_taken_away(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(building, "_pack", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt), store.writing():
            store.change([1], load(), {})
    assert found(store) == [1, 2, 3]
    with store.writing():
        store.change([1], load(), {})
    assert sorted(path.name for path in store.folder.iterdir() if path.is_dir()) == ["segment-1", "segment-2"]


def test_an_index_of_other_columns_is_none(store: Store) -> None:
    other = Store(store.folder, Schema(numbers=("followers",)))
    assert other.version() is None
    with other.writing():
        ids = np.array([7], np.int64)
        other.rebuild([Batch(ids, {"followers": ids}, {}, {}, {}, {})], {})
    assert found(other) == [7]
    assert store.version() is None
