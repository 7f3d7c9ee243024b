"""Money as the platform tells it: exact decimals of one currency."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated

from pydantic import BeforeValidator

from rapport.platform_client.records.base import Range, Record
from rapport.platform_client.records.displayed_amounts import read_amount


class MoneyAmount(Record):
    amount: Decimal
    currency: str


class UnreadableAmount(Record):
    """An amount displayed in a way we do not understand: the text is kept for a person to look at."""

    text: str
    currency: str


class MoneyRange(Range[Decimal]):
    currency: str = ""


def _none_without_amount(value: object) -> object:
    return None if isinstance(value, Mapping) and value.get("amount") in (None, "") else value


def _as_displayed(value: object) -> object:
    told = _none_without_amount(value)
    if not isinstance(told, Mapping) or not isinstance(told["amount"], str):
        return told
    text, currency = told["amount"], str(told.get("currency", ""))
    amount = read_amount(text, currency)
    if amount is None:
        return UnreadableAmount(text=text, currency=currency)
    return MoneyAmount(amount=amount, currency=currency)


MaybeMoney = Annotated[MoneyAmount | None, BeforeValidator(_none_without_amount)]
MaybeDisplayedMoney = Annotated[MoneyAmount | UnreadableAmount | None, BeforeValidator(_as_displayed)]
