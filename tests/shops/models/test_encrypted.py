"""Secrets at rest: plain in memory, ciphertext in the database."""

from cryptography.fernet import Fernet
from django.conf import settings
from django.db import connection
from tests.cast import Cast

from rapport.shops.models import Connection, Shop


def stored(table: str, column: str, pk: int) -> str:
    """What stands in the database itself."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table} WHERE id = %s", [pk])  # noqa: S608 - names of this file
        return str(cursor.fetchone()[0])


def test_a_token_is_plain_in_memory_and_ciphertext_in_the_database(cast: Cast) -> None:
    assert Shop.objects.get(pk=cast.uk.pk).access_token == "ROW_access"
    cipher = stored("shops_shop", "access_token", cast.uk.pk)
    assert "ROW_access" not in cipher
    assert Fernet(settings.RAPPORT_KEY).decrypt(cipher) == b"ROW_access"


def test_every_secret_of_a_shop_and_its_connection_is_encrypted(cast: Cast) -> None:
    for column in ("cipher", "access_token", "refresh_token"):
        assert stored("shops_shop", column, cast.uk.pk).startswith("gAAAA")
    assert cast.uk.connection_id is not None
    assert stored("shops_connection", "app_secret", cast.uk.connection_id).startswith("gAAAA")


def test_empty_stays_empty(cast: Cast) -> None:
    assert cast.uk.connection_id is not None
    assert stored("shops_connection", "webhook_secret", cast.uk.connection_id) == ""
    assert Connection.objects.get(pk=cast.uk.connection_id).webhook_secret == ""


def test_a_column_that_is_updated_at_once_is_encrypted_too(cast: Cast) -> None:
    Shop.objects.filter(pk=cast.uk.pk).update(access_token="fresh")
    assert "fresh" not in stored("shops_shop", "access_token", cast.uk.pk)
    row = Shop.objects.get(pk=cast.uk.pk)
    row.access_token = "fresher"
    Shop.objects.bulk_update([row], ["access_token"])
    assert "fresher" not in stored("shops_shop", "access_token", cast.uk.pk)
    assert Shop.objects.get(pk=cast.uk.pk).access_token == "fresher"


def test_equal_secrets_cannot_be_told_apart_or_searched_for(cast: Cast) -> None:
    for shop in (cast.uk, cast.us):
        shop.refresh_token = "same"
        shop.save(update_fields=["refresh_token"])
    one, other = (stored("shops_shop", "refresh_token", shop.pk) for shop in (cast.uk, cast.us))
    assert one != other
    assert not Shop.objects.filter(refresh_token="same").exists()


def test_secrets_are_not_shown_where_a_row_is() -> None:
    row = Connection(kind="sandbox", base_url="http://sandbox.invalid", app_secret="hush", control_token="hush")
    assert "hush" not in f"{row!r} {row}"
