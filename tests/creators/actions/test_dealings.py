"""Keeping what was dealt with creators."""

from dataclasses import replace
from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.cast import NOW, Cast, creator

from rapport.creators.actions import dealings
from rapport.creators.actions.dealings import DealingsKept, keep_dealings
from rapport.creators.models import Dealings, LibraryChange
from rapport.creators.rules.dealings import Dealt

ANNA = Dealt(
    first_contact_at=NOW,
    last_contact_at=NOW + timedelta(days=3),
    contacts=4,
    invitations=2,
    replies=1,
    reply_cases=2,
    minutes=(90,),
    accepted=1,
    active_invitation=True,
    samples_received=1,
    contents=2,
    paid_orders=3,
    paid_gmv_minor=12_000,
    currency="GBP",
    refunds=1,
    refunded_minor=500,
)


def keep(cast: Cast, found: dict[int, Dealt]) -> DealingsKept:
    return keep_dealings(cast.moonwell.pk, found)


def changed() -> set[int]:
    """Creators noted as changed, and the notes taken away."""
    noted = {pk for row in LibraryChange.objects.all() for pk in row.creator_ids}
    LibraryChange.objects.all().delete()
    return noted


def test_dealings_stand_beside_the_creator_with_what_they_tell(cast: Cast) -> None:
    assert keep(cast, {cast.anna.pk: ANNA}) == DealingsKept(1, 1, 0)
    kept = cast.anna.dealings
    assert (kept.contacts, kept.paid_gmv_minor, kept.currency, kept.active_invitation) == (4, 12_000, "GBP", True)
    assert (kept.reply_rate, kept.reply_rate_low, kept.reply_rate_high, kept.reply_rate_n) == (2200, 672, 4034, 2)
    assert (kept.fulfilment_rate, kept.fulfilment_rate_n) == (None, 0)
    assert (kept.reply_minutes, kept.reply_minutes_n, kept.median_reply_minutes) == (360, 1, 90)


def test_the_same_again_writes_nothing(cast: Cast) -> None:
    both = {cast.anna.pk: ANNA, cast.bao.pk: Dealt(contacts=1)}
    keep(cast, both)
    changed()
    assert keep(cast, both) == DealingsKept(2, 0, 0)
    assert changed() == set()


def test_only_what_differs_is_written(cast: Cast) -> None:
    keep(cast, {cast.anna.pk: ANNA, cast.bao.pk: Dealt(contacts=1)})
    changed()
    assert keep(cast, {cast.anna.pk: ANNA, cast.bao.pk: Dealt(contacts=2)}) == DealingsKept(2, 1, 0)
    assert changed() == {cast.bao.pk}
    assert Dealings.objects.get(creator=cast.bao).contacts == 2


def test_dealings_that_are_no_more_go(cast: Cast) -> None:
    keep(cast, {cast.anna.pk: ANNA, cast.bao.pk: Dealt(contacts=1)})
    assert keep(cast, {cast.anna.pk: ANNA}) == DealingsKept(1, 0, 1)
    assert list(Dealings.objects.values_list("creator", flat=True)) == [cast.anna.pk]


def test_creators_of_another_workspace_are_left_out_and_left_alone(cast: Cast) -> None:
    hana = creator(cast.harbour, "hana", "TH", 9_000)
    keep_dealings(cast.harbour.pk, {hana.pk: ANNA})
    assert keep(cast, {hana.pk: Dealt(contacts=7), cast.anna.pk: ANNA}) == DealingsKept(1, 1, 0)
    assert Dealings.objects.get(creator=hana).contacts == 4


def test_stopped_between_batches_it_ends_the_same_when_done_again(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dealings, "BATCH", 1)
    three = {one.pk: replace(ANNA, contacts=one.pk) for one in (cast.anna, cast.bao, cast.chai)}
    write = dealings._write  # noqa: SLF001 - the step that a kill comes after

    def stops(*arguments: object) -> None:
        write(*arguments)  # type: ignore[arg-type] # handed on as they come
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(dealings, "_write", stops)
        with pytest.raises(KeyboardInterrupt):
            keep(cast, three)
    assert Dealings.objects.count() == 1
    assert keep(cast, three) == DealingsKept(3, 2, 0)
    assert set(Dealings.objects.values_list("creator", "contacts")) == {(pk, pk) for pk in three}


@pytest.mark.parametrize("count", [1, 25])
def test_it_takes_the_same_queries_however_many_creators_there_are(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    many = {creator(cast.moonwell, f"c{number}", "GB", 1_000).pk: ANNA for number in range(count)}
    keep(cast, many)
    with django_assert_num_queries(7):
        keep(cast, {pk: replace(ANNA, contacts=9) for pk in many})
