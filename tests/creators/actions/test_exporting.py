"""The library as a file, with and without the people in it."""

import csv

import pytest
from tests.cast import MEI, NOW, Cast

from rapport.creators.actions.exporting import export_all, export_deidentified
from rapport.creators.actions.lists import put_on_list
from rapport.creators.actions.merging import merge_creators
from rapport.creators.models import Creator, CreatorList, Dealings
from rapport.shared.refusals import NotFound
from rapport.shops.models import AuditLine


def handed_out(cast: Cast) -> list[dict[str, str]]:
    lines = list(export_deidentified(cast.moonwell.pk, by=MEI, now=NOW))
    return list(csv.DictReader([lines[0].removeprefix("\ufeff"), *lines[1:]]))


def test_nobody_can_be_told_from_the_file_for_an_account_manager(cast: Cast) -> None:
    Creator.objects.filter(pk=cast.anna.pk).update(bio="pr@anna.example", avatar_url="https://p16.example/a.webp")
    cells = {cell.lower() for row in handed_out(cast) for cell in row.values()}
    for one in Creator.objects.filter(workspace=cast.moonwell):
        told = [one.handle, one.nickname.lower(), one.open_id, one.bio, one.avatar_url]
        assert not cells & {known for known in (*told, str(one.followers), str(one.average_views)) if known}
        assert not any(one.handle in cell for cell in cells)


def test_it_says_what_was_asked_and_what_happened_in_bands(cast: Cast) -> None:
    told = Dealings(creator=cast.anna, invitations=2, replies=1, accepted=1, paid_orders=37, last_contact_at=NOW)
    told.save()
    (row,) = [one for one in handed_out(cast) if one["invitations"] == "2"]
    assert (row["followers"], row["average views"], row["what happened"]) == (
        "20000 to 100000",
        "1000 to 10000",
        "sold",
    )
    assert (row["last asked"], row["paid orders"], row["GMV in 30 days"]) == ("2026-03", "10 to 100", "100 to 1000")
    assert row["what happened"] == "sold"
    assert {one["what happened"] for one in handed_out(cast)} == {"sold", "not asked"}


def test_a_pseudonym_stays_from_file_to_file_and_differs_between_workspaces(cast: Cast) -> None:
    first, second = ([one["creator"] for one in handed_out(cast)] for _ in range(2))
    assert (first, len(set(first))) == (second, 5)
    Creator.objects.filter(workspace=cast.moonwell).update(workspace=cast.harbour)
    moved = list(export_deidentified(cast.harbour.pk, by=MEI, now=NOW))[1:]
    assert not {one.split(",")[0] for one in moved} & set(first)


def test_the_owner_s_file_holds_everything_and_no_formula(cast: Cast) -> None:
    Creator.objects.filter(pk=cast.anna.pk).update(nickname='=HYPERLINK("https://evil.example")')
    lines = list(export_all(cast.moonwell.pk, by=MEI, now=NOW))
    rows = list(csv.DictReader([lines[0].removeprefix("\ufeff"), *lines[1:]]))
    anna = next(row for row in rows if row["handle"] == "anna")
    assert (len(rows), anna["followers"], anna["nickname"]) == (5, "25000", '\'=HYPERLINK("https://evil.example")')


def test_a_list_is_exported_alone_and_the_joined_not_at_all(cast: Cast) -> None:
    put_on_list(cast.moonwell.pk, [cast.anna.pk, cast.bao.pk], "Spring", by=MEI, now=NOW)
    merge_creators(cast.moonwell.pk, cast.anna.pk, cast.bao.pk, by=MEI, now=NOW)
    spring = CreatorList.objects.get()
    lines = list(export_all(cast.moonwell.pk, list_id=spring.pk, by=MEI, now=NOW))
    assert [one.split(",")[0] for one in lines[1:]] == ["anna"]
    with pytest.raises(NotFound):
        export_all(cast.harbour.pk, list_id=spring.pk, by=MEI, now=NOW)


def test_the_trail_says_who_took_which_file(cast: Cast) -> None:
    export_all(cast.moonwell.pk, by=MEI, now=NOW)
    export_deidentified(cast.moonwell.pk, by=MEI, now=NOW)
    lines = AuditLine.objects.filter(action__contains="export").order_by("pk")
    assert list(lines.values_list("action", "actor")) == [
        ("creator.export", "mei"),
        ("creator.export_deidentified", "mei"),
    ]
