"""Files of creators: kept or refused row by row; again, in parts or after a kill they leave the same behind."""

import io
from collections.abc import Sequence

import pytest
from tests.cast import MEI, NOW, Cast
from tests.sheets import CREATOR_PRODUCTS, VIDEO, sheet

from rapport.creators.actions import imports
from rapport.creators.actions.imports import import_creators
from rapport.creators.models import CarriedProduct, Creator, CreatorCategory, SeenVideo, Snapshot
from rapport.creators.rules.imports.facts import CreatorFacts
from rapport.shared.layouts import LayoutUnknown
from rapport.shared.tables import FileUnreadable
from rapport.shops.actions import beside
from rapport.shops.actions import imports as intake
from rapport.shops.actions.trail import ImportReport
from rapport.shops.models import ImportRefusal, ImportRun
from rapport.shops.rules.regions import RegionUnknown

KEPT = (Creator, Snapshot, CarriedProduct, SeenVideo)
ROWS = [
    VIDEO,
    {**VIDEO, "商品ID": "p_2", "商品类别": "Vitamin C Serum", "售价": "139,000₫"},
    {**VIDEO, "Creator_username": "@Linh", "粉丝数": "221.7K"},
    {**VIDEO, "Creator_username": "minh", "发布时间": "-", "商品ID": "-"},
]


def imported(cast: Cast, content: bytes, region: str = "") -> ImportReport:
    return import_creators(cast.moonwell.pk, io.BytesIO(content), "creators.csv", region=region, by=MEI, now=NOW)


def kept() -> list[object]:
    """Everything an import keeps of creators."""
    rows = [row for model in KEPT for row in model.objects.order_by("pk").values()]
    return [*rows, *CreatorCategory.objects.order_by("creator_id", "rank").values_list("creator_id", "key", "rank")]


@pytest.mark.parametrize(("mark", "encoding"), [(",", "utf-8"), (";", "utf-8-sig"), ("\t", "utf-16"), (",", "gb18030")])
def test_a_file_is_kept_in_any_clothes(cast: Cast, mark: str, encoding: str) -> None:
    report = imported(cast, sheet(CREATOR_PRODUCTS, ROWS, mark, encoding))
    assert (report.kind, report.read, report.kept, report.refused) == ("creator_products", 4, 4, ())
    found = Creator.objects.filter(workspace=cast.moonwell, region="VN").order_by("handle")
    assert list(found.values_list("handle", "followers")) == [("anna", 36_000), ("linh", 221_700), ("minh", 36_000)]
    assert (CarriedProduct.objects.count(), SeenVideo.objects.count()) == (3, 3)


def test_the_same_file_again_changes_nothing(cast: Cast) -> None:
    content = sheet(CREATOR_PRODUCTS, ROWS)
    first = imported(cast, content)
    before = kept()
    assert imported(cast, content) == first
    assert kept() == before


def test_a_large_file_is_read_beside_and_leaves_the_same(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    content = sheet(CREATOR_PRODUCTS, [ROWS[0], {**VIDEO, "粉丝数": "many"}, *ROWS[1:]]) + b"stray\n"
    with monkeypatch.context() as large:
        large.setattr(beside, "LARGE", 1)
        large.setattr(beside, "AT_ONCE", 2)
        first = imported(cast, content)
    before = kept()
    assert imported(cast, content) == first
    assert kept() == before


def test_the_rows_in_another_order_leave_the_same(cast: Cast) -> None:
    imported(cast, sheet(CREATOR_PRODUCTS, [*ROWS, {**VIDEO, "粉丝数": "3.70万"}]))
    before = kept()
    imported(cast, sheet(CREATOR_PRODUCTS, [{**VIDEO, "粉丝数": "3.70万"}, *reversed(ROWS)]))
    assert kept() == before


class Killed(BaseException):
    """The process ends here."""


def test_killed_between_batches_and_done_again(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "BATCH", 2)
    whole = imports._keep  # noqa: SLF001 - where the process is killed
    done: list[int] = []

    def killed(workspace_id: int, facts: Sequence[CreatorFacts]) -> None:
        if done:
            raise Killed
        done.append(workspace_id)
        whole(workspace_id, facts)

    monkeypatch.setattr(imports, "_keep", killed)
    with pytest.raises(Killed):
        imported(cast, sheet(CREATOR_PRODUCTS, ROWS))
    assert (SeenVideo.objects.count(), ImportRun.objects.count()) == (2, 0)
    monkeypatch.setattr(imports, "_keep", whole)
    assert imported(cast, sheet(CREATOR_PRODUCTS, ROWS)).kept == 4
    assert (CarriedProduct.objects.count(), SeenVideo.objects.count()) == (3, 3)
    assert Creator.objects.filter(region="VN").count() == 3


def test_a_refused_row_is_reported_and_kept_with_the_run(cast: Cast) -> None:
    report = imported(cast, sheet(CREATOR_PRODUCTS, [ROWS[0], {**VIDEO, "粉丝数": "many"}, ROWS[2]]) + b"stray\n")
    assert (report.read, report.kept) == (4, 2)
    assert [(one.line, one.reason.code) for one in report.refused] == [
        (3, "imports.cell_unreadable"),
        (5, "imports.row_incomplete"),
    ]
    assert list(ImportRefusal.objects.order_by("line").values_list("line", flat=True)) == [3, 5]


def test_a_creator_of_the_marketplace_is_brought_up_to_date_by_handle(cast: Cast) -> None:
    imported(cast, b"handle,followers\nAnna,26000\n", region="GB")
    cast.anna.refresh_from_db()
    assert (cast.anna.followers, cast.anna.open_id, cast.anna.nickname) == (26_000, "open-anna", "Anna")
    assert Creator.objects.filter(workspace=cast.moonwell, handle="anna").count() == 1


def test_an_old_file_does_not_stand_over_newer_figures(cast: Cast) -> None:
    imported(cast, b"handle,followers\nanna,26000\n", region="GB")
    Creator.objects.filter(pk=cast.anna.pk).update(followers=30_000)
    imported(cast, b"handle,followers\nanna,26000\n", region="GB")
    cast.anna.refresh_from_db()
    assert cast.anna.followers == 30_000


@pytest.mark.parametrize(
    ("content", "region", "refusal"),
    [
        (b"", "", FileUnreadable),
        (b"colour,size\nred,7\n", "", LayoutUnknown),
        (b"handle\nlinh\n", "Atlantis", RegionUnknown),
    ],
)
def test_nothing_is_kept_of_a_file_that_is_refused(
    cast: Cast, content: bytes, region: str, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        imported(cast, content, region)
    assert not ImportRun.objects.exists()
    assert not Creator.objects.filter(handle="linh").exists()


def test_harbour_sees_nothing_of_it(cast: Cast) -> None:
    imported(cast, sheet(CREATOR_PRODUCTS, ROWS))
    assert not Creator.objects.filter(workspace=cast.harbour).exists()
