"""A text column that is encrypted at rest with the key in the data folder."""

from functools import cache
from typing import TYPE_CHECKING

from cryptography.fernet import Fernet
from django.conf import settings
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import Combinable, Expression

if TYPE_CHECKING:
    TextField = models.TextField[str | Combinable, str]
else:
    TextField = models.TextField


class EncryptedTextField(TextField):
    """App secrets and tokens: plain text in memory, Fernet tokens in the database, empty stays empty.

    Equal texts have different ciphertexts, so such a column cannot be searched.
    """

    def from_db_value(self, value: str | None, _expression: Expression, _connection: BaseDatabaseWrapper) -> str | None:
        if not value:
            return value
        return _fernet(settings.RAPPORT_KEY).decrypt(value.encode()).decode()

    def get_prep_value(self, value: object) -> object:
        if not value:
            return value
        return _fernet(settings.RAPPORT_KEY).encrypt(str(value).encode()).decode()


@cache
def _fernet(key: bytes) -> Fernet:
    return Fernet(key)
