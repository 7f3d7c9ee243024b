"""What the shops wrote to each creator and heard from them."""

from datetime import timedelta

from tests.cast import MEI, NOW, Cast
from tests.outreach.stage import asked, goes_out, invited, writes

from rapport.outreach.actions.invitations import close_invitation, record_accepted
from rapport.outreach.actions.opt_outs import note_consent
from rapport.outreach.models import Invitation
from rapport.outreach.queries.dealings import HOPED_FOR, Talk, talks
from rapport.outreach.rules.life import Ending

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def talk(cast: Cast, *, days: int = 1) -> Talk:
    """Anna's talk, seen so many days after NOW."""
    return talks(cast.moonwell.pk, NOW + days * DAY)[cast.anna.pk]


def closed(made: Invitation, ending: Ending) -> None:
    close_invitation(made, ending, by=MEI, now=NOW + DAY)


def test_an_invitation_just_sent_is_a_contact_and_no_case_yet(cast: Cast) -> None:
    invited(cast, cast.anna)
    assert talk(cast) == Talk(NOW, NOW, 2, 1, 0, 0, (), 0, 0, is_open=True, said_no=False)


def test_silence_is_a_case_once_nobody_hopes_for_an_answer(cast: Cast) -> None:
    invited(cast, cast.anna)
    assert [talks(cast.moonwell.pk, NOW + HOPED_FOR + more)[cast.anna.pk].cases for more in (-HOUR, 0 * HOUR)] == [0, 1]


def test_an_answer_is_a_case_at_once_with_its_minutes(cast: Cast) -> None:
    invited(cast, cast.anna)
    writes(cast.uk, cast.anna, "Tell me more", NOW + 3 * HOUR)
    found = talk(cast)
    assert (found.replies, found.cases, found.minutes) == (1, 1, (180,))


def test_accepting_without_a_word_is_an_answer(cast: Cast) -> None:
    made = invited(cast, cast.anna)
    record_accepted(cast.uk.pk, cast.anna.pk, made.collaboration_id, now=NOW + 2 * HOUR)
    found = talk(cast)
    assert (found.accepted, found.replies, found.minutes) == (1, 1, (120,))


def test_what_we_or_the_platform_ended_says_nothing_of_the_creator(cast: Cast) -> None:
    for who, ending in ((cast.anna, Ending.WITHDRAWN), (cast.bao, Ending.REFUSED), (cast.chai, Ending.SILENT)):
        closed(invited(cast, who), ending)
    found = talks(cast.moonwell.pk, NOW + 9 * DAY)
    assert [found[who.pk].cases for who in (cast.anna, cast.bao, cast.chai)] == [0, 0, 1]


def test_who_said_no_is_not_to_be_asked_again_before_a_person_notes_a_consent(cast: Cast) -> None:
    made = invited(cast, cast.anna)
    writes(cast.uk, cast.anna, "No, thanks", NOW + HOUR)
    closed(made, Ending.DECLINED)
    assert (talk(cast).declined, talk(cast).said_no, talk(cast).is_open) == (1, True, False)
    note_consent(cast.moonwell.pk, cast.anna.pk, "Keen after all", by=MEI, now=NOW + DAY)
    goes_out(asked(cast.uk, cast.anna, cast.offer(), attempt=2, now=NOW + 2 * DAY), now=NOW + 2 * DAY)
    again = talk(cast, days=2)
    assert (again.declined, again.said_no, again.invitations, again.contacts) == (1, False, 2, 4)
    assert (again.first_contact_at, again.last_contact_at) == (NOW, NOW + 2 * DAY)


def test_what_is_queued_is_no_contact_yet(cast: Cast) -> None:
    asked(cast.uk, cast.anna, cast.offer())
    assert talk(cast) == Talk(None, None, 0, 0, 0, 0, (), 0, 0, is_open=True, said_no=False)


def test_another_workspace_sees_nothing_of_it(cast: Cast) -> None:
    invited(cast, cast.anna)
    assert talks(cast.harbour.pk, NOW) == {}
