"""Whoever asks not to be written to is written to by nobody, until a person notes what they agreed to."""

from datetime import timedelta

import pytest
from tests.cast import MEI, NOW, Cast, creator
from tests.outreach.stage import asked, goes_out, held, invited, quota, writes

from rapport.creators.models import Creator
from rapport.outreach.actions.invitations import close_invitation
from rapport.outreach.actions.messages import claim_message, queue_message
from rapport.outreach.actions.opt_outs import ConsentMissing, note_consent, opt_out_by_hand
from rapport.outreach.models import Message, OptOut
from rapport.outreach.queries.opt_outs import open_opt_out, opted_out, opted_out_among
from rapport.outreach.rules.life import Ending
from rapport.outreach.rules.standing import CreatorOptedOut
from rapport.outreach.rules.wording import Purpose
from rapport.shared.refusals import NotFound
from rapport.shops.models import AuditLine

MINUTE = timedelta(minutes=1)
STOP = "Please stop messaging me."


def answers(cast: Cast, who: Creator, key: str = "a") -> Message:
    return queue_message(cast.uk, who, Purpose.ANSWER, "Of course!", key, by=MEI, now=NOW)


def says_stop(cast: Cast, minutes: int = 0) -> None:
    writes(cast.uk, cast.anna, STOP, NOW + minutes * MINUTE)


def agrees(cast: Cast, minutes: int, words: str = "Asked for the autumn line") -> None:
    note_consent(cast.moonwell.pk, cast.anna.pk, words, by=MEI, now=NOW + minutes * MINUTE)


def test_whoever_asks_us_to_stop_is_opted_out_at_once(cast: Cast) -> None:
    says_stop(cast)
    row = OptOut.objects.get()
    assert (row.creator, row.via, row.at, row.by) == (cast.anna, "words", NOW, "worker")
    with pytest.raises(CreatorOptedOut):
        answers(cast, cast.anna)
    with pytest.raises(CreatorOptedOut):
        asked(cast.us, cast.anna, cast.offer())


def test_a_plain_no_opts_out_when_the_invitation_is_closed_for_it(cast: Cast) -> None:
    made = invited(cast, cast.anna)
    writes(cast.uk, cast.anna, "Not interested, sorry", NOW + MINUTE)
    assert not OptOut.objects.exists()
    close_invitation(made, Ending.DECLINED, by=MEI, now=NOW + MINUTE)
    assert OptOut.objects.get().via == "declined"
    with pytest.raises(CreatorOptedOut):
        answers(cast, cast.anna)


def test_silence_and_our_own_withdrawal_opt_nobody_out(cast: Cast) -> None:
    close_invitation(invited(cast, cast.anna), Ending.SILENT, by=MEI, now=NOW)
    close_invitation(invited(cast, cast.bao), Ending.WITHDRAWN, by=MEI, now=NOW)
    assert not OptOut.objects.exists()


def test_what_waits_to_be_sent_is_taken_back_and_its_place_is_free(cast: Cast) -> None:
    writes(cast.uk, cast.anna, "Hi!", NOW)
    waiting = answers(cast, cast.anna)
    assert quota(cast.uk) == (20, 1, 0)
    opt_out_by_hand(cast.moonwell.pk, cast.anna.pk, "said so on the phone", by=MEI, now=NOW)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.refused_code, quota(cast.uk)) == ("cancelled", "opted_out", (20, 0, 0))


def test_a_message_queued_in_the_same_moment_is_stopped_before_it_is_sent(cast: Cast) -> None:
    writes(cast.uk, cast.anna, "Hi!", NOW)
    waiting = answers(cast, cast.anna)
    OptOut.objects.create(creator=cast.anna, via="hand", at=NOW, by="mei")
    with pytest.raises(CreatorOptedOut):
        claim_message(cast.uk, waiting, hold=held, now=NOW)
    waiting.refresh_from_db()
    assert waiting.state == "queued"


def test_a_person_notes_what_they_agreed_to_and_writing_goes_on(cast: Cast) -> None:
    says_stop(cast)
    agrees(cast, 1)
    row = OptOut.objects.get()
    assert (row.ended_at, row.ended_by, row.consent) == (NOW + MINUTE, "mei", "Asked for the autumn line")
    assert answers(cast, cast.anna).state == "queued"
    assert AuditLine.objects.get(action="creator.consent").subject == str(cast.anna.pk)


def test_words_from_before_a_consent_are_past_and_later_ones_count(cast: Cast) -> None:
    says_stop(cast)
    agrees(cast, 2)
    says_stop(cast, 1)
    assert open_opt_out(cast.anna.pk) is None
    says_stop(cast, 3)
    assert open_opt_out(cast.anna.pk) is not None


def test_no_consent_is_noted_without_words_or_where_nobody_opted_out(cast: Cast) -> None:
    with pytest.raises(NotFound):
        agrees(cast, 1)
    says_stop(cast)
    with pytest.raises(ConsentMissing):
        agrees(cast, 1, "  ")
    with pytest.raises(NotFound):
        note_consent(cast.harbour.pk, cast.anna.pk, "Yes", by=MEI, now=NOW)


def test_every_account_of_a_person_is_opted_out_with_one(cast: Cast) -> None:
    second = creator(cast.moonwell, "anna.two", "GB", 9_000)
    Creator.objects.filter(pk=second.pk).update(merged_into=cast.anna)
    opt_out_by_hand(cast.moonwell.pk, second.pk, "", by=MEI, now=NOW)
    assert set(opted_out(cast.moonwell.pk)) == {cast.anna.pk, second.pk}
    assert opted_out_among([cast.anna.pk, cast.bao.pk]) == {cast.anna.pk: NOW}
    with pytest.raises(CreatorOptedOut):
        asked(cast.uk, cast.anna, cast.offer())


def test_asked_twice_the_first_time_holds(cast: Cast) -> None:
    for why in ("on the phone", "again"):
        opt_out_by_hand(cast.moonwell.pk, cast.anna.pk, why, by=MEI, now=NOW)
    assert OptOut.objects.get().why == "on the phone"


def test_an_invitation_that_waits_is_not_made_for_somebody_who_opted_out(cast: Cast) -> None:
    made = asked(cast.uk, cast.anna, cast.offer())
    asked(cast.uk, cast.bao, cast.offer())
    opt_out_by_hand(cast.moonwell.pk, cast.anna.pk, "", by=MEI, now=NOW)
    goes_out(made)
    assert (made.stage, made.ending) == ("closed", "refused")
    assert quota(cast.uk) == (20, 1, 1)
