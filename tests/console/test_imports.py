"""Files sent from the imports page: kept, reported row by row, or refused in words with nothing kept."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.cast import Cast
from tests.console.addresses import upload
from tests.sheets import CREATOR_PRODUCTS, VIDEO, orders, sheet

from rapport.creators.models import Creator, IncomingFile
from rapport.sales.models import OrderLine
from rapport.shops.models import AuditLine, ImportRun, Shop

EURO_ORDERS = orders({"Currency": "EUR"})


def sent(client: Client, kind: str, file: SimpleUploadedFile | None, **fields: object) -> str:
    """Send a file from the page and follow to where it is told what became of it."""
    form = fields if file is None else fields | {"file": file}
    answer = client.post(reverse(f"take_{kind}"), form, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def kept(client: Client, file: SimpleUploadedFile, region: str = "") -> str:
    """Send a file of creators, look at it, import it, and read what became of it."""
    sent(client, "creators", file, region=region)
    where = reverse("import_incoming", args=[IncomingFile.objects.latest("pk").pk])
    answer = client.post(where, {"region": region}, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_list_of_creators_comes_in_and_its_refused_rows_are_shown_with_their_lines(cast: Cast, mei: Client) -> None:
    rows = [VIDEO, {**VIDEO, "Creator_username": ""}, {**VIDEO, "Creator_username": "minh"}]
    page = kept(mei, upload(sheet(CREATOR_PRODUCTS, rows)))
    assert "The file is in: 2 of 3 rows kept." in page
    assert "Creator_username is empty" in page
    assert set(Creator.objects.filter(region="VN").values_list("handle", flat=True)) == {"anna", "minh"}
    assert AuditLine.objects.filter(action="import.file").values_list("actor", "subject").get() == (
        "mei",
        "from-my-desk.csv",
    )


def test_figures_left_out_of_a_kept_row_are_shown_beside_it(cast: Cast, mei: Client) -> None:
    page = kept(mei, upload(sheet(CREATOR_PRODUCTS, [{**VIDEO, "直播GPM": "1$-2$"}])))
    assert "The file is in: 1 of 1 rows kept." in page
    assert "Every row was kept." in page
    assert "Figures left out of rows that were kept" in page


def test_orders_make_the_shop_that_their_currency_tells_and_its_statement(cast: Cast, mei: Client) -> None:
    page = sent(mei, "orders", upload(orders({})))
    assert "The file is in: 1 of 1 rows kept." in page
    made = Shop.objects.get(workspace=cast.moonwell, connection=None)
    assert (made.region, OrderLine.objects.get().shop_id, made.statement_set.count()) == ("GB", made.pk, 1)


def test_orders_are_kept_for_the_shop_that_was_named(cast: Cast, mei: Client) -> None:
    sent(mei, "orders", upload(orders({})), shop=cast.uk.pk)
    assert OrderLine.objects.get().shop_id == cast.uk.pk


def test_the_same_orders_again_change_nothing(cast: Cast, mei: Client) -> None:
    sent(mei, "orders", upload(orders({})))
    before = list(OrderLine.objects.values())
    sent(mei, "orders", upload(orders({})))
    assert list(OrderLine.objects.values()) == before
    assert ImportRun.objects.count() == 2


@pytest.mark.parametrize(
    ("kind", "file", "told"),
    [
        ("creators", None, "Choose a file first."),
        ("orders", upload(b""), "it is empty"),
        ("creators", upload(b"PK\x03\x04 and more", "book.xlsx"), "damaged"),
        ("orders", upload(EURO_ORDERS), "EUR"),
    ],
)
def test_what_cannot_be_taken_is_told_and_leaves_nothing(
    kind: str, file: SimpleUploadedFile | None, told: str, cast: Cast, mei: Client
) -> None:
    shops = Shop.objects.count()
    page = sent(mei, kind, file)
    assert '<div class="notice error" role="alert">' in page
    assert told in page
    assert (ImportRun.objects.count(), OrderLine.objects.count(), Shop.objects.count()) == (0, 0, shops)


def test_a_shop_of_another_workspace_is_not_there(cast: Cast, harry: Client) -> None:
    form = {"file": upload(orders({})), "shop": cast.uk.pk}
    assert harry.post(reverse("take_orders"), form).status_code == 404
    assert not OrderLine.objects.exists()


def test_a_viewer_sees_no_form(cast: Cast, viewer: Client) -> None:
    page = viewer.get(reverse("imports")).content.decode()
    assert "Look at the file" not in page
    assert "Import orders" not in page
