"""A file of creators on its way in: shown first, explained where it is unknown, then imported or discarded."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.cast import MEI, NOW, Cast
from tests.console.addresses import upload
from tests.console.conftest import signed_in
from tests.sheets import CREATOR_PRODUCTS, VIDEO, sheet

from rapport.creators.actions.incoming import import_incoming
from rapport.creators.models import ColumnMapping, Creator, IncomingFile
from rapport.creators.rules.imports import previews
from rapport.shared.refusals import Reason
from rapport.shops.actions.trail import ImportReport, RefusedRow, record_import
from rapport.shops.models import ImportRun

UNKNOWN = upload("主播,粉丝,备注\n@linh,2.5万,好\nminh,1.2万,-\n".encode(), "我的达人.csv")


def send(client: Client, file: SimpleUploadedFile, region: str = "") -> str:
    file.seek(0)
    answer = client.post(reverse("take_creators"), {"file": file, "region": region}, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def press(client: Client, button: str, **form: object) -> str:
    """Press a button on the page of the latest file."""
    where = reverse(button, args=[IncomingFile.objects.latest("pk").pk])
    return client.post(where, form, follow=True).content.decode()


def test_a_known_file_is_shown_before_anything_is_kept(cast: Cast, mei: Client) -> None:
    rows = [VIDEO, {**VIDEO, "粉丝数": "many"}, {**VIDEO, "Creator_username": "minh"}]
    page = send(mei, upload(sheet(CREATOR_PRODUCTS, rows)))
    assert "@minh" in page
    assert "Amber Candle" in page
    assert "粉丝数" in page
    assert "many" in page
    assert "店铺商品数" in page
    assert not Creator.objects.filter(region="VN").exists()
    assert not ImportRun.objects.exists()


def test_the_region_is_tried_before_it_is_chosen(cast: Cast, mei: Client) -> None:
    send(mei, upload(b"handle,followers\nlinh,12K\n"))
    where = reverse("incoming", args=[IncomingFile.objects.get().pk])
    assert "Vietnam" in mei.get(where, {"region": "VN"}).content.decode()
    assert IncomingFile.objects.get().region == ""
    press(mei, "import_incoming", region="VN")
    assert Creator.objects.get(handle="linh").region == "VN"


def test_an_unknown_file_is_explained_once(cast: Cast, mei: Client) -> None:
    page = send(mei, UNKNOWN)
    assert "This kind of file is new." in page
    assert "@linh" in page
    shown = press(mei, "save_columns", field_0="handle", field_1="followers", field_2="")
    assert "Remembered" in shown
    assert "2.5" in shown or "25" in shown
    assert "The file is in: 2 of 2 rows kept." in press(mei, "import_incoming", region="VN")
    again = send(mei, UNKNOWN)
    assert "Nothing is kept yet." in again
    assert ColumnMapping.objects.count() == 1


def test_a_choice_without_a_handle_is_refused_and_the_columns_shown_again(cast: Cast, mei: Client) -> None:
    send(mei, UNKNOWN)
    page = press(mei, "save_columns", field_0="nickname")
    assert '<div class="notice error" role="alert">' in page
    assert "This kind of file is new." in page
    assert not ColumnMapping.objects.exists()


def test_a_tampered_choice_is_refused(cast: Cast, mei: Client) -> None:
    send(mei, UNKNOWN)
    assert "notice error" in press(mei, "save_columns", field_0="handle", field_1="password")
    assert not ColumnMapping.objects.exists()


def test_a_forgotten_mapping_is_asked_for_again(cast: Cast, mei: Client) -> None:
    send(mei, UNKNOWN)
    press(mei, "save_columns", field_0="handle")
    mei.post(reverse("forget_mapping", args=[ColumnMapping.objects.get().pk]))
    assert "This kind of file is new." in send(mei, UNKNOWN)


def test_a_large_file_is_left_to_the_worker_and_its_page_follows(cast: Cast, mei: Client) -> None:
    rows = "".join(f"maker{number},{number}\n" for number in range(previews.ROWS_AT_ONCE))
    page = send(mei, upload(f"handle,followers\n{rows}".encode()), region="VN")
    assert "A large file" in page
    page = press(mei, "import_incoming", region="VN")
    asked = IncomingFile.objects.get()
    where = reverse("incoming_progress", args=[asked.pk])
    assert f'hx-get="{where}"' in page
    IncomingFile.objects.update(rows_read=1500)
    assert "1,500" in mei.get(where).content.decode()
    import_incoming(asked.pk)
    answer = mei.get(where)
    assert answer["HX-Redirect"] == reverse("import_run", args=[ImportRun.objects.get().pk])
    assert "The file is in: 2000 of 2000 rows kept." in mei.get(answer["HX-Redirect"]).content.decode()


def test_a_file_just_small_enough_is_in_at_once(cast: Cast, mei: Client) -> None:
    rows = "".join(f"maker{number}\n" for number in range(previews.ROWS_AT_ONCE - 1))
    send(mei, upload(f"handle\n{rows}".encode()), region="VN")
    assert "The file is in: 1999 of 1999 rows kept." in press(mei, "import_incoming", region="VN")


def test_discarded_it_is_gone(cast: Cast, mei: Client) -> None:
    send(mei, UNKNOWN)
    path = IncomingFile.objects.get().path
    assert "Discarded" in press(mei, "discard_incoming")
    assert (path.exists(), IncomingFile.objects.exists()) == (False, False)


def test_a_file_that_is_gone_is_told_on_its_page(cast: Cast, mei: Client) -> None:
    send(mei, UNKNOWN)
    IncomingFile.objects.get().path.unlink()
    for page in ("incoming", "incoming_columns"):
        shown = mei.get(reverse(page, args=[IncomingFile.objects.get().pk])).content.decode()
        assert "Discard" in shown
        assert "Import</button>" not in shown
    assert "notice error" in press(mei, "import_incoming")


def test_a_failed_import_says_why(cast: Cast, mei: Client) -> None:
    send(mei, upload(b"handle\nlinh\n"))
    IncomingFile.objects.update(state="failed", trouble={"code": "imports.layout_unknown", "data": {}})
    page = mei.get(reverse("incoming", args=[IncomingFile.objects.get().pk])).content.decode()
    assert '<div class="notice error spaced" role="alert">' in page


def test_refused_rows_are_a_file_that_spreadsheets_open(cast: Cast) -> None:
    refused = (
        RefusedRow(3, Reason("tables.file_unreadable", {"why": "empty"})),
        RefusedRow(2, Reason("=cmd", {})),
    )
    left_out = (RefusedRow(4, Reason("imports.cell_empty", {"column": "粉丝"})),)
    report = ImportReport("handles", "达人 list.csv", 3, 1, refused, left_out)
    run = record_import(cast.moonwell.pk, MEI, report, now=NOW)
    answer = signed_in(cast.mei, "en").get(reverse("refused_file", args=[run.pk]))
    content = answer.getvalue()
    lines = content.decode("utf-8-sig").splitlines()
    assert content.startswith(b"\xef\xbb\xbf")
    assert lines[0] == "Line,Code,Why,Row kept"
    assert [line.split(",")[0] for line in lines[1:]] == ["2", "3", "4"]
    assert lines[1].split(",")[1:] == ["'=cmd", "'=cmd", "no"]
    assert lines[3].endswith(",yes")
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''")
