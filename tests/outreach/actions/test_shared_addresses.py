"""Who is listed with the address of somebody who asked us to stop is left alone too, until they agree themselves."""

from datetime import timedelta

import pytest
from tests.cast import MEI, NOW, Cast, creator
from tests.outreach.channels.stage import mailbox, mailed, reachable

from rapport.creators.models import Creator
from rapport.creators.rules.contact_points import ContactKind
from rapport.outreach.actions.forgetting import forget_talks
from rapport.outreach.actions.opt_outs import mark_late_addresses, note_consent, opt_out
from rapport.outreach.models import OptOut, OptOutMark
from rapport.outreach.queries.opt_outs import asked_to_stop, open_opt_out, opted_out, opted_out_among
from rapport.outreach.rules.standing import CreatorOptedOut

HOUR = timedelta(hours=1)
AGENCY = "agency@creators.example"


@pytest.fixture
def listed_together(cast: Cast) -> Cast:
    """Anna and Bao are listed with the address of their agency, and Anna pressed the link in a mail."""
    for one in (cast.anna, cast.bao):
        reachable(one, ContactKind.EMAIL, AGENCY)
    opt_out(cast.anna, OptOut.Via.LINK, channel="email", by=MEI, now=NOW)
    return cast


def test_nobody_writes_to_the_other_either(listed_together: Cast) -> None:
    mailbox(listed_together.uk)
    with pytest.raises(CreatorOptedOut):
        mailed(listed_together.uk, listed_together.bao)


def test_both_are_found_among_many_and_only_one_of_them_asked(listed_together: Cast) -> None:
    cast = listed_together
    both = {cast.anna.pk: NOW, cast.bao.pk: NOW}
    assert opted_out_among([cast.anna.pk, cast.bao.pk, cast.chai.pk]) == both
    assert opted_out(cast.moonwell.pk) == both
    assert asked_to_stop(cast.moonwell.pk) == {cast.anna.pk: NOW}
    assert open_opt_out(cast.bao.pk) is None


def test_every_account_of_the_other_person_is_stopped(listed_together: Cast) -> None:
    cast = listed_together
    second = creator(cast.moonwell, "bao.two", "GB", 9_000)
    Creator.objects.filter(pk=second.pk).update(merged_into=cast.bao)
    assert opted_out_among([second.pk]) == {second.pk: NOW}
    assert second.pk in opted_out(cast.moonwell.pk)


def test_the_other_agrees_for_themselves_alone(listed_together: Cast) -> None:
    cast = listed_together
    note_consent(cast.moonwell.pk, cast.bao.pk, "Asked for the autumn line", by=MEI, now=NOW + HOUR)
    assert opted_out_among([cast.anna.pk, cast.bao.pk]) == {cast.anna.pk: NOW}
    assert opted_out(cast.moonwell.pk) == {cast.anna.pk: NOW}
    row = OptOut.objects.get(creator=cast.bao)
    assert (row.via, row.at, row.ended_by, row.consent) == ("address", NOW, "mei", "Asked for the autumn line")


def test_a_later_no_of_the_first_stops_the_other_again(listed_together: Cast) -> None:
    cast = listed_together
    for who in (cast.bao, cast.anna):
        note_consent(cast.moonwell.pk, who.pk, "Yes", by=MEI, now=NOW + HOUR)
    opt_out(cast.anna, OptOut.Via.LINK, channel="email", by=MEI, now=NOW + 2 * HOUR)
    assert opted_out_among([cast.bao.pk]) == {cast.bao.pk: NOW + 2 * HOUR}


def test_the_consent_of_the_first_frees_both(listed_together: Cast) -> None:
    cast = listed_together
    note_consent(cast.moonwell.pk, cast.anna.pk, "Yes", by=MEI, now=NOW + HOUR)
    assert opted_out_among([cast.anna.pk, cast.bao.pk]) == {}
    assert opted_out(cast.moonwell.pk) == {}


def test_forgetting_empties_the_words_and_keeps_the_marks(listed_together: Cast) -> None:
    cast = listed_together
    OptOut.objects.update(why="Leave me alone")
    forget_talks([cast.anna.pk], by=MEI, now=NOW)
    assert (OptOut.objects.get().why, OptOutMark.objects.count()) == ("", 1)
    assert opted_out_among([cast.bao.pk]) == {cast.bao.pk: NOW}


def test_another_workspace_keeps_its_own_marks(listed_together: Cast) -> None:
    other = creator(listed_together.harbour, "cleo", "GB", 9_000)
    reachable(other, ContactKind.EMAIL, AGENCY)
    assert opted_out_among([other.pk]) == {}


def test_an_address_that_came_to_be_known_later_is_marked_once(cast: Cast) -> None:
    opt_out(cast.anna, OptOut.Via.LINK, channel="email", by=MEI, now=NOW)
    for one in (cast.anna, cast.bao):
        reachable(one, ContactKind.EMAIL, AGENCY)
    assert opted_out_among([cast.bao.pk]) == {}
    assert [mark_late_addresses(cast.moonwell.pk) for _ in range(2)] == [1, 0]
    assert opted_out_among([cast.bao.pk]) == {cast.bao.pk: NOW}


def test_an_address_of_another_account_of_theirs_is_marked_too(cast: Cast) -> None:
    opt_out(cast.anna, OptOut.Via.LINK, channel="email", by=MEI, now=NOW)
    second = creator(cast.moonwell, "anna.two", "GB", 9_000)
    Creator.objects.filter(pk=second.pk).update(merged_into=cast.anna)
    reachable(second, ContactKind.EMAIL, AGENCY)
    reachable(cast.bao, ContactKind.EMAIL, AGENCY)
    mark_late_addresses(cast.moonwell.pk)
    assert cast.bao.pk in opted_out(cast.moonwell.pk)


def test_where_nobody_asked_us_to_stop_nothing_is_marked(cast: Cast) -> None:
    reachable(cast.bao, ContactKind.EMAIL, AGENCY)
    assert mark_late_addresses(cast.moonwell.pk) == 0
