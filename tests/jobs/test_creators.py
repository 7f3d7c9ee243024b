"""What the library learns by itself."""

from datetime import timedelta

from tests.cast import NOW, Cast
from tests.jobs.stage import Platform, answered, errand
from tests.outreach.stage import invited

from rapport.creators.models import Dealings, ScoringPass
from rapport.jobs.creators import look_at_dealings, score_creators
from rapport.jobs.deliver import deliver
from rapport.work.models import Job

DAY = timedelta(days=1)


def waiting() -> list[str]:
    return list(Job.objects.filter(state=Job.State.QUEUED, name="creators.dealings").values_list("key", flat=True))


def test_two_shops_of_a_workspace_are_scored_by_one_pass_a_day(cast: Cast, platform: Platform) -> None:
    score_creators(errand(cast.uk, platform))
    score_creators(errand(cast.us, platform, now=NOW + DAY / 2))
    assert list(ScoringPass.objects.values_list("workspace", "scored_at", "creators")) == [(cast.moonwell.pk, NOW, 5)]


def test_dealings_are_looked_at_and_looking_again_changes_nothing(cast: Cast, platform: Platform) -> None:
    invited(cast, cast.anna)
    for _ in range(2):
        look_at_dealings(errand(cast.uk, platform))
        assert list(Dealings.objects.values_list("creator", "contacts")) == [(cast.anna.pk, 2)]


def test_what_is_sent_asks_for_a_look_at_dealings(cast: Cast, platform: Platform) -> None:
    answered(cast, cast.anna)
    platform.says("conversations.send", {"message_id": "m-1"})
    deliver(errand(cast.uk, platform))
    assert waiting() == [f"shop:{cast.uk.pk}"]


def test_with_nothing_to_send_nobody_looks(cast: Cast, platform: Platform) -> None:
    deliver(errand(cast.uk, platform))
    assert waiting() == []
