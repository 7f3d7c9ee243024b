"""What a person said once of a file's columns is known for the next one, in this workspace alone."""

import io

import pytest
from tests.cast import MEI, NOW, Cast

from rapport.creators.actions.imports import import_creators
from rapport.creators.actions.mappings import forget_mapping, remember_mapping
from rapport.creators.models import ColumnMapping, Creator
from rapport.creators.queries.imports import mappings_of
from rapport.creators.queries.previews import file_columns
from rapport.creators.rules.imports.mappings import HandleMissing
from rapport.shared.layouts import LayoutUnknown
from rapport.shared.refusals import NotFound
from rapport.shops.actions.trail import ImportReport
from rapport.shops.models import AuditLine

OWN = "主播,粉丝,GMV,参与率\n@Linh,2.5万,₫900000,3.5%\nminh,many,₫12,4%\n".encode()
CHOSEN = [("主播", "handle"), ("粉丝", "followers"), ("GMV", "gmv_30d"), ("参与率", "engagement_rate")]


def told(cast: Cast, chosen: list[tuple[str, str]] = CHOSEN) -> ColumnMapping:
    found = file_columns(cast.moonwell.pk, io.BytesIO(OWN))
    return remember_mapping(cast.moonwell.pk, found.columns, chosen, by=MEI, now=NOW)


def imported(workspace_id: int, content: bytes = OWN) -> ImportReport:
    return import_creators(workspace_id, io.BytesIO(content), "own.csv", by=MEI, now=NOW)


def test_an_unknown_file_is_proposed_a_mapping(cast: Cast) -> None:
    found = file_columns(cast.moonwell.pk, io.BytesIO(OWN))
    assert found.known_as == ""
    assert [(one.name, found.field_of(one.name)) for one in found.columns] == CHOSEN
    assert found.columns[0].samples == ("@Linh", "minh")


def test_it_is_read_as_it_was_told_and_the_same_file_again_changes_nothing(cast: Cast) -> None:
    told(cast)
    report = imported(cast.moonwell.pk)
    assert (report.read, report.kept, report.kind.startswith("mapped:")) == (2, 1, True)
    linh = Creator.objects.get(handle="linh")
    assert (linh.region, linh.followers, linh.gmv_30d_low, linh.currency) == ("VN", 25_000, 900_000, "VND")
    assert linh.engagement_rate == 350
    before = list(Creator.objects.order_by("pk").values())
    assert imported(cast.moonwell.pk) == report
    assert list(Creator.objects.order_by("pk").values()) == before


def test_the_columns_may_stand_in_another_order(cast: Cast) -> None:
    told(cast)
    assert imported(cast.moonwell.pk, "粉丝,主播,参与率,GMV\n12,anh,3%,₫5\n".encode()).kept == 1


def test_another_workspace_was_told_nothing(cast: Cast) -> None:
    told(cast)
    with pytest.raises(LayoutUnknown):
        imported(cast.harbour.pk)


def test_told_anew_it_is_corrected(cast: Cast) -> None:
    told(cast)
    told(cast, [("主播", "handle"), ("粉丝", "average_views")])
    (one,) = mappings_of(cast.moonwell.pk)
    assert one.fields == {
        "handle": {"column": "主播", "reads": "handle"},
        "average_views": {"column": "粉丝", "reads": "count"},
    }


def test_what_makes_no_layout_leaves_nothing(cast: Cast) -> None:
    with pytest.raises(HandleMissing):
        told(cast, [("粉丝", "followers")])
    assert not ColumnMapping.objects.exists()


def test_forgotten_it_is_unknown_again(cast: Cast) -> None:
    one = told(cast)
    with pytest.raises(NotFound):
        forget_mapping(cast.harbour.pk, one.pk, by=MEI, now=NOW)
    forget_mapping(cast.moonwell.pk, one.pk, by=MEI, now=NOW)
    with pytest.raises(LayoutUnknown):
        imported(cast.moonwell.pk)
    deeds = AuditLine.objects.filter(action__startswith="mapping.").order_by("pk")
    assert list(deeds.values_list("action", flat=True)) == ["mapping.save", "mapping.forget"]
