"""What dealings tell of creators."""

from rapport.creators.rules.dealings import Dealt, judged
from rapport.creators.rules.shrinkage import Shrunk

GB = ("GB", "beauty")


def test_one_creator_alone_is_judged_by_what_is_written_down() -> None:
    anna = Dealt(replies=1, reply_cases=2, minutes=(60,), samples_with_content=2, sample_cases=2)
    found = judged({1: anna}, {1: GB})[1]
    assert found.reply_rate == Shrunk(2200, 672, 4034, 2)
    assert found.fulfilment_rate == Shrunk(7667, 5377, 9492, 2)
    assert found.reply_minutes == Shrunk(294, 119, 727, 1)
    assert found.median_reply_minutes == 60


def test_what_was_never_tried_is_unknown() -> None:
    found = judged({1: Dealt(contacts=3)}, {1: GB})[1]
    told = (found.reply_rate, found.fulfilment_rate, found.reply_minutes, found.median_reply_minutes)
    assert told == (None, None, None, None)


def test_creators_alike_are_cases_for_one_another() -> None:
    """Where others mostly answer, one silence says little."""
    crowd = {number: Dealt(replies=4 + number % 2, reply_cases=5) for number in range(2, 60)}
    found = judged({1: Dealt(reply_cases=1), **crowd}, dict.fromkeys([1, *crowd], GB))[1]
    assert found.reply_rate
    assert found.reply_rate.value > 8_500


def test_the_median_of_an_even_number_of_answers_is_the_lower_one() -> None:
    assert judged({1: Dealt(minutes=(10, 20, 90, 95))}, {1: GB})[1].median_reply_minutes == 20
