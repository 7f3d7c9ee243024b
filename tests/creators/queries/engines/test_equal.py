"""Every engine answers every question alike: how many, which page in which order, and the counts beside choices."""

from dataclasses import replace

import pytest
from tests.creators.queries.engines.made_up import HAND_PICKED, OTHER, WORKSPACE, Asked, drawn

from rapport.creators.queries.engines.engine import LibraryEngine
from rapport.creators.queries.engines.served import Served
from rapport.shared.conditions import Every

pytestmark = [
    pytest.mark.engines,
    # Spark's bridge to Java leaves sockets to the collector of garbage.
    pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning"),
    pytest.mark.filterwarnings("ignore:Exception ignored in. <socket:pytest.PytestUnraisableExceptionWarning"),
]
LENGTH = 20
BANDS = {"followers": (1, 1_000, 20_000, 100_000), "score": (2, 4)}


def answers(engine: LibraryEngine, asked: Asked) -> tuple[object, ...]:
    page = engine.page(WORKSPACE, asked.condition, asked.order, start=asked.start, length=LENGTH)
    bands = {name: bounds for name, bounds in BANDS.items() if name in asked.names}
    return page, engine.choices(WORKSPACE, asked.condition, asked.names, bands)


def test_every_engine_answers_alike(embedded: LibraryEngine, other: LibraryEngine) -> None:
    # A cluster takes a second for each: every third of the questions drawn, and choices for a sixth, have to do there.
    slow = isinstance(other, Served) and other.database.dialect == "spark"
    for number, one in enumerate((*HAND_PICKED, *(drawn()[::3] if slow else drawn()))):
        asked = replace(one, names=()) if slow and number % 6 else one
        assert answers(other, asked) == answers(embedded, asked), asked


def test_all_ids_come_in_order_and_no_workspace_sees_another_s(embedded: LibraryEngine, other: LibraryEngine) -> None:
    narrow = HAND_PICKED[2].condition
    for workspace_id in (WORKSPACE, OTHER):
        assert other.matching(workspace_id, narrow) == embedded.matching(workspace_id, narrow)
        assert other.count(workspace_id, narrow) == embedded.count(workspace_id, narrow)
    assert (other.count(WORKSPACE, Every()), other.count(9, Every())) == (300, 0)


def test_the_questions_drawn_are_worth_asking(embedded: LibraryEngine) -> None:
    found = [embedded.count(WORKSPACE, asked.condition) for asked in drawn()]
    assert len({total for total in found if 0 < total < 300}) >= 15
