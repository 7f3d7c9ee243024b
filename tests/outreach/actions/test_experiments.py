"""Beginning and deciding comparisons; what they count is messages whose week is over."""

from datetime import timedelta

import pytest
from tests.cast import MEI, NOW, Cast
from tests.outreach.stage import invited, writes

from rapport.creators.models import Creator
from rapport.outreach.actions.experiments import (
    Comparison,
    ExperimentDecided,
    ExperimentNameless,
    ExperimentRuns,
    begin_experiment,
    decide_experiment,
)
from rapport.outreach.actions.templates import add_template, remove_template
from rapport.outreach.actions.wordings import WordingUnderTest, remember_wording, turn_wording
from rapport.outreach.models import Experiment, Message
from rapport.outreach.queries.experiments import experiment_row
from rapport.outreach.queries.reach import reach_of
from rapport.outreach.queries.templates import shipped_templates
from rapport.outreach.queries.wordings import wording_names, wording_rows
from rapport.outreach.rules.experiments import ArmsInvalid
from rapport.outreach.rules.power import DifferenceInvalid
from rapport.outreach.rules.wording import Purpose, Template
from rapport.shared.refusals import NotFound

DAY = timedelta(days=1)
WANTED = Comparison("Which", Purpose.INVITE, ("offer", "short"), 1400, 2800)


def begun(cast: Cast, wanted: Comparison = WANTED) -> Experiment:
    return begin_experiment(cast.uk, wanted, by=MEI, now=NOW)


def sent(cast: Cast, creator: Creator, one: Experiment | None, arm: int = 0) -> Message:
    """A creator was invited at NOW with the wording of an arm."""
    message = invited(cast, creator).messages.get()
    name = WANTED.arms[arm]
    template = next(t for t in shipped_templates() if (t.language, t.purpose, t.name) == ("en", Purpose.INVITE, name))
    remember_wording(message, template, one, arm if one else None)
    return message


def test_it_begins_with_the_number_it_needs(cast: Cast) -> None:
    made = begun(cast)
    assert (made.per_arm, made.arms, made.state) == (129, ["offer", "short"], "running")


def test_one_purpose_is_compared_at_a_time_in_a_shop(cast: Cast) -> None:
    begun(cast)
    with pytest.raises(ExperimentRuns):
        begun(cast)
    begin_experiment(cast.us, WANTED, by=MEI, now=NOW)
    begun(cast, Comparison("Notes", Purpose.REMIND, ("gentle", "question"), 600, 1200))


@pytest.mark.parametrize(
    ("wanted", "refusal"),
    [
        (Comparison(" ", Purpose.INVITE, ("offer", "short"), 1400, 2800), ExperimentNameless),
        (Comparison("Which", Purpose.INVITE, ("offer",), 1400, 2800), ArmsInvalid),
        (Comparison("Which", Purpose.INVITE, ("offer", "gentle"), 1400, 2800), ArmsInvalid),
        (Comparison("Which", Purpose.INVITE, ("offer", "short"), 1400, 1400), DifferenceInvalid),
    ],
)
def test_what_cannot_be_compared_is_refused(cast: Cast, wanted: Comparison, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        begun(cast, wanted)


def test_only_those_whose_seven_days_are_over_count_and_only_answers_in_time(cast: Cast) -> None:
    one = begun(cast)
    for creator, arm in ((cast.anna, 0), (cast.bao, 0), (cast.chai, 1)):
        sent(cast, creator, one, arm)
    writes(cast.uk, cast.anna, "Tell me more", NOW + 7 * DAY)
    writes(cast.uk, cast.bao, "Sorry, late", NOW + 8 * DAY)
    early = experiment_row(one, NOW + 6 * DAY).result
    assert [(arm.sent, arm.settled, arm.replied) for arm in early.arms] == [(2, 0, 0), (1, 0, 0)]
    over = experiment_row(one, NOW + 8 * DAY).result
    assert [(arm.sent, arm.settled, arm.replied) for arm in over.arms] == [(2, 2, 1), (1, 1, 0)]
    assert over.said.code == "experiments.not_reached"


def test_a_person_decides_and_the_kept_wording_is_tried_first(cast: Cast) -> None:
    one = begun(cast)
    decide_experiment(one, "short", by=MEI, now=NOW)
    one.refresh_from_db()
    assert (one.state, one.kept, one.decided_by, one.was_reached) == ("decided", "short", "mei", False)
    assert wording_names(cast.moonwell.pk, Purpose.INVITE) == ["short", "video", "offer"]
    with pytest.raises(ExperimentDecided):
        decide_experiment(one, "", by=MEI, now=NOW)


def test_only_what_was_compared_is_kept(cast: Cast) -> None:
    with pytest.raises(ArmsInvalid):
        decide_experiment(begun(cast), "video", by=MEI, now=NOW)


def test_while_it_runs_its_wordings_stay_as_they_are(cast: Cast) -> None:
    workspace = cast.moonwell.pk
    own = add_template(workspace, Template(Purpose.INVITE, "en", "Hi {creator}", "mine"), by=MEI, now=NOW)
    one = begun(cast, Comparison("Which", Purpose.INVITE, ("mine", "short"), 1400, 2800))
    with pytest.raises(WordingUnderTest):
        remove_template(workspace, own.pk, by=MEI, now=NOW)
    with pytest.raises(WordingUnderTest):
        turn_wording(workspace, Purpose.INVITE, "short", off=True, by=MEI, now=NOW)
    with pytest.raises(WordingUnderTest):
        add_template(workspace, Template(Purpose.INVITE, "de", "Hallo {creator}", "mine"), by=MEI, now=NOW)
    decide_experiment(one, "", by=MEI, now=NOW)
    remove_template(workspace, own.pk, by=MEI, now=NOW)


def test_figures_are_of_the_very_words(cast: Cast) -> None:
    sent(cast, cast.anna, None)
    writes(cast.uk, cast.anna, "Yes!", NOW + DAY)
    rows = {one.name: one.text_in("en") for one in wording_rows(cast.moonwell.pk, Purpose.INVITE, NOW + 9 * DAY)}
    usage = rows["offer"].usage  # type: ignore[union-attr] # it ships in English
    assert (usage.sent, usage.settled, usage.replied, usage.interval) == (1, 1, 1, (3514, 10_000))
    add_template(cast.moonwell.pk, Template(Purpose.INVITE, "en", "Other words", "offer"), by=MEI, now=NOW)
    rows = {one.name: one.text_in("en") for one in wording_rows(cast.moonwell.pk, Purpose.INVITE, NOW + 9 * DAY)}
    assert rows["offer"].usage.sent == 0  # type: ignore[union-attr] # it ships in English


def test_a_shop_reaches_as_many_as_its_quota_pays_first_contacts_for(cast: Cast) -> None:
    sent(cast, cast.anna, None)
    reach = reach_of(cast.uk, Purpose.INVITE, NOW + DAY)
    assert (reach.most, reach.lately, reach.per_week) == (10, 0, 10)
    assert reach_of(cast.uk, Purpose.REMIND, NOW).most is None
    assert reach_of(cast.us, Purpose.INVITE, NOW).most is None


def test_another_workspace_s_wording_has_no_place_here(cast: Cast) -> None:
    add_template(cast.harbour.pk, Template(Purpose.INVITE, "en", "Hi {creator}", "theirs"), by=MEI, now=NOW)
    with pytest.raises(NotFound):
        turn_wording(cast.moonwell.pk, Purpose.INVITE, "theirs", off=True, by=MEI, now=NOW)
