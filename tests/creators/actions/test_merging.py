"""Two records of one creator: merged by rule or by a person, and undone exactly."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from tests.cast import MEI, NOW, Cast, creator
from tests.console.rows import all_rows

from rapport.creators.actions.belongings import links, name_of_link
from rapport.creators.actions.blocking import block_creator
from rapport.creators.actions.keep import keep_sightings
from rapport.creators.actions.labels import tag_creators
from rapport.creators.actions.lists import put_on_list
from rapport.creators.actions.merging import (
    BothUnderWay,
    LaterMergeFirst,
    MergeUndone,
    SameRecord,
    dismiss,
    merge_creators,
    undo_merge,
)
from rapport.creators.actions.notes import write_note
from rapport.creators.models import (
    CarriedProduct,
    Creator,
    CreatorCategory,
    CreatorNote,
    FormerHandle,
    Merge,
    Proposal,
    SeenVideo,
    Snapshot,
)
from rapport.creators.queries.groupings import lists_of_creators, tags_of_creators
from rapport.creators.queries.library_rows import batches
from rapport.creators.queries.people import proposals
from rapport.creators.queries.profile import named
from rapport.creators.rules.metrics import Metrics, Sighting
from rapport.shops.models import AuditLine

DAY = timedelta(days=1)
TRAIL = {"AuditLine", "Merge", "LibraryChange"}
"""What grows by merging and undoing, and never shrinks."""


def merge(cast: Cast, one: Creator, other: Creator) -> Merge:
    return merge_creators(cast.moonwell.pk, one.pk, other.pk, by=MEI, now=NOW)


def undo(cast: Cast, made: Merge) -> None:
    undo_merge(cast.moonwell.pk, made.pk, by=MEI, now=NOW)


def told(handle: str, region: str = "", *, days: int = 0, **more: Any) -> Sighting:
    metrics = Metrics(followers=1_000 + days)
    return Sighting(handle, region, NOW + DAY * days, "handles", metrics)._replace(**more)


def listed(cast: Cast, handle: str, region: str = "") -> Creator:
    """A creator whom a file brought, without an open id."""
    keep_sightings(cast.moonwell.pk, [told(handle, region)])
    return Creator.objects.get(workspace=cast.moonwell, handle=handle, region=region)


def shown(cast: Cast) -> list[int]:
    """Who is in the index of the library."""
    return [pk for batch in batches(cast.moonwell.pk) for pk in batch.ids.tolist()]


def furnished(cast: Cast, one: Creator, number: int) -> None:
    """Something of every kind that hangs on a creator."""
    Snapshot.objects.create(creator=one, source="s", taken_on=NOW.date() - DAY * number, figures={"followers": number})
    CarriedProduct.objects.create(creator=one, product_key=f"p{number}", title="Serum", currency="GBP")
    SeenVideo.objects.create(creator=one, posted_at=NOW - DAY * number)
    CreatorCategory.objects.create(creator=one, key=f"60000{number}", rank=3 + number)
    tag_creators(cast.moonwell.pk, [one.pk], f"Tag {number}", by=MEI, now=NOW)
    put_on_list(cast.moonwell.pk, [one.pk], f"List {number}", by=MEI, now=NOW)
    write_note(cast.moonwell.pk, one.pk, f"Note {number}", by=MEI, now=NOW)


def test_what_hangs_on_the_record_goes_over_and_it_shows_no_more(cast: Cast) -> None:
    anna, other = cast.anna, listed(cast, "annab", "GB")
    furnished(cast, anna, 1)
    furnished(cast, other, 2)
    made = merge(cast, other, anna)
    assert (made.kept, made.merged) == (anna, other)
    assert tags_of_creators([anna.pk, other.pk]) == {anna.pk: ("Tag 1", "Tag 2")}
    assert lists_of_creators([anna.pk, other.pk]) == {anna.pk: ("List 1", "List 2")}
    for model in (Snapshot, CarriedProduct, SeenVideo, CreatorCategory, CreatorNote):
        assert not model.objects.filter(creator=other).exists()
    assert (anna.pk in shown(cast), other.pk in shown(cast)) == (True, False)


def test_the_merged_handle_leads_to_the_person(cast: Cast) -> None:
    merge(cast, cast.anna, listed(cast, "annab", "GB"))
    assert [one.handle for one in named(cast.moonwell.pk, "@AnnaB")] == ["anna"]


def test_a_file_that_says_the_old_handle_again_brings_nobody_back(cast: Cast) -> None:
    merge(cast, cast.anna, listed(cast, "annab", "GB"))
    before = Creator.objects.count()
    keep_sightings(cast.moonwell.pk, [told("annab", "GB", days=3)])
    cast.anna.refresh_from_db()
    assert (Creator.objects.count(), cast.anna.handle, cast.anna.followers) == (before, "anna", 1_003)


def test_the_newer_figures_stand_and_gaps_are_filled(cast: Cast) -> None:
    other = listed(cast, "annab", "GB")
    Creator.objects.filter(pk=other.pk).update(seen_at=NOW + DAY, bio="Skin care", first_seen_at=NOW - DAY)
    merge(cast, cast.anna, other)
    cast.anna.refresh_from_db()
    assert (cast.anna.followers, cast.anna.average_views, cast.anna.bio) == (1_000, 6_250, "Skin care")
    assert (cast.anna.seen_at, cast.anna.first_seen_at) == (NOW + DAY, NOW - DAY)


def test_whoever_was_blocked_stays_blocked(cast: Cast) -> None:
    other = listed(cast, "annab", "GB")
    block_creator(cast.moonwell.pk, other.pk, "Fake orders", by=MEI, now=NOW)
    made = merge(cast, cast.anna, other)
    cast.anna.refresh_from_db()
    assert cast.anna.blocked_why == "Fake orders"
    undo(cast, made)
    cast.anna.refresh_from_db()
    assert cast.anna.blocked_why == ""


def test_two_accounts_keep_their_own_figures_and_history(cast: Cast) -> None:
    merge(cast, cast.anna, cast.emma)
    cast.anna.refresh_from_db()
    assert (cast.anna.followers, Snapshot.objects.filter(creator=cast.emma).count()) == (25_000, 1)
    creator(cast.moonwell, "emma", "US", 9_000)
    cast.emma.refresh_from_db()
    assert (cast.emma.followers, cast.emma.merged_into, cast.emma.pk in shown(cast)) == (9_000, cast.anna, False)


def test_a_shop_that_writes_to_both_comes_first(cast: Cast) -> None:
    with pytest.raises(BothUnderWay):
        merge_creators(cast.moonwell.pk, cast.anna.pk, cast.bao.pk, writing_to_both=["UK"], by=MEI, now=NOW)
    assert not Creator.objects.exclude(merged_into=None).exists()


def test_nobody_is_merged_with_themselves(cast: Cast) -> None:
    merge(cast, cast.anna, cast.bao)
    for one, other in ((cast.anna, cast.anna), (cast.anna, cast.bao)):
        with pytest.raises(SameRecord):
            merge(cast, one, other)


def test_undone_once_and_in_the_reverse_order(cast: Cast) -> None:
    first, second = merge(cast, cast.anna, cast.bao), merge(cast, cast.anna, cast.chai)
    with pytest.raises(LaterMergeFirst):
        undo(cast, first)
    undo(cast, second)
    undo(cast, first)
    with pytest.raises(MergeUndone):
        undo(cast, first)


def test_a_record_that_holds_others_brings_them_along_and_takes_them_back(cast: Cast) -> None:
    merge(cast, cast.bao, cast.chai)
    made = merge(cast, cast.anna, cast.bao)
    assert set(Creator.objects.filter(merged_into=cast.anna)) == {cast.bao, cast.chai}
    undo(cast, made)
    assert list(Creator.objects.filter(merged_into=cast.bao)) == [cast.chai]


def test_what_came_in_since_stays_with_the_record_that_was_kept(cast: Cast) -> None:
    other = listed(cast, "annab", "GB")
    made = merge(cast, cast.anna, other)
    creator(cast.moonwell, "anna", "GB", 90_000)
    write_note(cast.moonwell.pk, cast.anna.pk, "Since then", by=MEI, now=NOW)
    undo(cast, made)
    cast.anna.refresh_from_db()
    assert (cast.anna.followers, CreatorNote.objects.get().creator) == (90_000, cast.anna)


def test_merging_and_undoing_are_told_without_naming_anybody(cast: Cast) -> None:
    undo(cast, merge(cast, cast.anna, listed(cast, "annab", "GB")))
    lines = AuditLine.objects.filter(action__contains="merge").order_by("pk")
    assert [(one.action, one.subject) for one in lines] == [
        ("creator.merge", str(cast.anna.pk)),
        ("creator.unmerge", str(cast.anna.pk)),
    ]
    assert "anna" not in str([one.data for one in lines])


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    files=st.lists(st.tuples(st.sampled_from(["", "GB", "US"]), st.integers(0, 3)), max_size=3),
    pair=st.lists(st.integers(0, 7), min_size=2, max_size=2, unique=True),
)
def test_undoing_leaves_every_table_as_it_was(cast: Cast, files: list[tuple[str, int]], pair: list[int]) -> None:
    with transaction.atomic():
        people = [cast.anna, cast.bao, cast.chai, cast.dara, cast.emma]
        for number, (region, things) in enumerate(files):
            people.append(listed(cast, f"file{number}", region))
            for kind in range(things):
                furnished(cast, people[-1], kind)
        furnished(cast, cast.anna, 1)
        before = {name: rows for name, rows in all_rows().items() if name not in TRAIL}
        one, other = (people[place % len(people)] for place in pair)
        assume(one.pk != other.pk)
        undo(cast, merge(cast, one, other))
        assert {name: rows for name, rows in all_rows().items() if name not in TRAIL} == before
        transaction.set_rollback(True)


def test_every_foreign_key_to_a_creator_is_known_to_be_moved(db: None) -> None:
    assert {
        "campaigns.candidate.creator",
        "collaborations.terms.creator",
        "creators.creatornote.creator",
        "creators.snapshot.creator",
        "outreach.invitation.creator",
        "outreach.thread.creator",
        "review.reviewaction.creator",
        "sales.orderline.creator",
        "samples.samplerequest.creator",
        "settlement.ledgerentry.creator",
    } < {name_of_link(*one) for one in links()}


def test_a_list_without_regions_joins_the_only_creator_of_the_handle(cast: Cast) -> None:
    keep_sightings(cast.moonwell.pk, [told("fabi")])
    keep_sightings(cast.moonwell.pk, [told("fabi", "GB", open_id="open-fabi", nickname="Fabi")])
    assert Creator.objects.filter(handle="fabi").count() == 1


def test_a_creator_who_takes_a_listed_handle_is_that_record(cast: Cast) -> None:
    newcomer = listed(cast, "annab", "GB")
    keep_sightings(cast.moonwell.pk, [told("annab", "GB", days=1, open_id="open-anna")])
    made = Merge.objects.get()
    assert (made.kept, made.merged, made.by, made.confidence) == (cast.anna, newcomer, "worker", "certain")
    assert [one["code"] for one in made.reasons] == ["identity.same_handle"]
    assert set(FormerHandle.objects.values_list("handle", flat=True)) == {"anna"}


def test_a_handle_that_was_changed_is_remembered(cast: Cast) -> None:
    keep_sightings(cast.moonwell.pk, [told("anna.new", "GB", days=1, open_id="open-anna")])
    former = FormerHandle.objects.get()
    assert (former.creator, former.handle, former.region, former.source) == (cast.anna, "anna", "GB", "marketplace")
    assert [one.handle for one in named(cast.moonwell.pk, "anna")] == ["anna.new"]


def test_one_address_in_two_bios_is_proposed_once(cast: Cast) -> None:
    for days in (0, 1):
        for handle in ("fabi", "gina"):
            bio = f"pr@fabi.example, day {days}"
            keep_sightings(cast.moonwell.pk, [told(handle, "GB", days=days, open_id=f"open-{handle}", bio=bio)])
    (found,) = proposals(cast.moonwell.pk).rows
    assert (found.first.handle, found.second.handle, found.confidence) == ("fabi", "gina", "likely")
    assert found.reasons == [{"code": "identity.same_email", "data": {"value": "pr@fabi.example"}}]


def test_an_agency_s_address_tells_nobody_apart(cast: Cast) -> None:
    batch = [told(f"one{n}", "GB", open_id=f"open-{n}", bio="talent@agency.example") for n in range(5)]
    keep_sightings(cast.moonwell.pk, batch)
    assert not Proposal.objects.exists()


def test_two_people_stay_two_people(cast: Cast) -> None:
    batch = [told(one, "GB", open_id=f"open-{one}", bio="pr@fabi.example") for one in ("fabi", "gina")]
    keep_sightings(cast.moonwell.pk, batch)
    dismiss(cast.moonwell.pk, Proposal.objects.get().pk, by=MEI, now=NOW)
    keep_sightings(cast.moonwell.pk, [one._replace(bio="pr@fabi.example!", seen_at=NOW + DAY) for one in batch])
    assert proposals(cast.moonwell.pk).rows == []


def test_another_workspace_s_creators_are_no_match(cast: Cast) -> None:
    for workspace in (cast.moonwell, cast.harbour):
        keep_sightings(workspace.pk, [told("fabi", "GB", open_id=f"open-{workspace.pk}", bio="pr@fabi.example")])
    assert (Proposal.objects.count(), Merge.objects.count()) == (0, 0)
