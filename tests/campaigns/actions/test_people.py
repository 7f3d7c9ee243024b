"""One person with two accounts is written to by one of them at a time."""

from datetime import timedelta

import pytest
from tests.cast import MEI, NOW, Cast

from rapport.campaigns.actions.people import merge_people
from rapport.collaborations.models import Product
from rapport.creators.actions.merging import BothUnderWay, undo_merge
from rapport.creators.models import Creator
from rapport.outreach.actions.accounts import OtherAccountInvited
from rapport.outreach.actions.invitations import InvitationWords, close_invitation, queue_invitation
from rapport.outreach.models import Invitation, QuotaWindow
from rapport.outreach.queries.invitations import blocked_by_queue, invitations_of_creator, latest_of_creators
from rapport.outreach.rules.life import Ending
from rapport.shared.refusals import Reason


def invite(cast: Cast, whom: Creator, *products: Product) -> Invitation:
    words = InvitationWords(f"Hello {whom.nickname}", Reason("plan.invite", {}))
    return queue_invitation(cast.uk, whom, cast.offer(*products), words, by=MEI, now=NOW)


def held(cast: Cast) -> int:
    return sum(QuotaWindow.objects.filter(shop=cast.uk).values_list("held", flat=True))


def test_two_whom_a_shop_is_writing_to_are_not_merged(cast: Cast) -> None:
    first, _ = invite(cast, cast.anna), invite(cast, cast.bao)
    with pytest.raises(BothUnderWay) as refused:
        merge_people(cast.moonwell.pk, cast.anna.pk, cast.bao.pk, by=MEI, now=NOW)
    assert refused.value.data == {"shops": cast.uk.name}
    close_invitation(first, Ending.WITHDRAWN, by=MEI, now=NOW)
    merge_people(cast.moonwell.pk, cast.anna.pk, cast.bao.pk, by=MEI, now=NOW)


def test_whoever_is_invited_by_one_account_is_not_invited_by_the_other(cast: Cast) -> None:
    invite(cast, cast.bao)
    before = held(cast)
    merge_people(cast.moonwell.pk, cast.anna.pk, cast.bao.pk, by=MEI, now=NOW)
    for pk in (cast.anna.pk, cast.bao.pk):
        with pytest.raises(OtherAccountInvited):
            invite(cast, Creator.objects.get(pk=pk), cast.candle)
    assert (held(cast), before) == (before, 2)


def test_the_planner_takes_an_invitation_to_one_account_as_one_to_the_person(cast: Cast) -> None:
    made = invite(cast, cast.bao)
    merge_people(cast.moonwell.pk, cast.anna.pk, cast.bao.pk, by=MEI, now=NOW)
    assert latest_of_creators(cast.uk.pk, [cast.anna.pk]) == {cast.anna.pk: made}
    assert blocked_by_queue(cast.uk.pk) == {cast.anna.pk, cast.bao.pk}
    assert invitations_of_creator(cast.moonwell.pk, cast.anna.pk) == [made]


def test_money_and_talks_stay_with_the_account_and_undoing_changes_nothing_of_them(cast: Cast) -> None:
    made = invite(cast, cast.bao)
    merged = merge_people(cast.moonwell.pk, cast.anna.pk, cast.bao.pk, by=MEI, now=NOW)
    made.refresh_from_db()
    assert made.creator == cast.bao
    undo_merge(cast.moonwell.pk, merged.pk, by=MEI, now=NOW + timedelta(hours=1))
    assert latest_of_creators(cast.uk.pk, [cast.anna.pk]) == {}
