"""What all records share: how they read the platform's numbers, times and rates."""

from datetime import UTC, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Annotated, Any, Generic, Self, TypeVar

from pydantic import AliasPath, BaseModel, BeforeValidator, ConfigDict, Field

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND_DIGITS = 12


class Record(BaseModel):
    """
    A frozen fact: made with our names, `read` with the platform's, of which the unknown are passed over.

    None means that the platform did not tell. Rates and shares are hundredths of a percent: 1500 is 15 %.
    """

    model_config = ConfigDict(
        frozen=True,
        extra="ignore",
        validate_by_alias=False,
        validate_by_name=True,
        coerce_numbers_to_str=True,
        hide_input_in_errors=True,
    )

    @classmethod
    def read(cls, told: object) -> Self:
        """Return the record of what the platform told; raise ValidationError if it cannot be read."""
        return cls.model_validate(told, by_alias=True, by_name=False)


def named(*path: str, default: Any = None) -> Any:
    """Return a field that the platform tells under another name, nested names from the outside in."""
    return Field(default=default, validation_alias=AliasPath(*path) if len(path) > 1 else path[0])


class Done(Record):
    """The answer of an operation that has nothing to tell but that it was done."""


class Page(Record):
    """A part of a list; `total` counts the whole list where the platform tells it."""

    next_page_token: str = ""
    total: int | None = named("total_count")


T = TypeVar("T")


class Range(Record, Generic[T]):
    """From `low` to `high`, both included; None is an open end."""

    low: T | None = named("minimum_amount")
    high: T | None = named("maximum_amount")


def _since_epoch(unit: timedelta, value: object) -> object:
    if value is None or isinstance(value, datetime):
        return value
    try:
        count = int(str(value))
        return _EPOCH + count * unit if count else None
    except OverflowError:
        raise ValueError("no time can be that far away") from None


def _from_seconds(value: object) -> object:
    return _since_epoch(timedelta(seconds=1), value)


def _from_milliseconds(value: object) -> object:
    return _since_epoch(timedelta(milliseconds=1), value)


def _hundredths_of_a_percent(whole: int, value: object) -> object:
    # A whole number is a rate already, ours; the platform writes fractions and percents as texts.
    if value is None or isinstance(value, int):
        return value
    try:
        return int((Decimal(str(value)) * whole).to_integral_value(ROUND_HALF_UP))
    except (InvalidOperation, OverflowError):
        raise ValueError("not a number") from None


def _from_fraction(value: object) -> object:
    return _hundredths_of_a_percent(10_000, value)


def _from_percent(value: object) -> object:
    return _hundredths_of_a_percent(100, value)


def _from_either(value: object) -> object:
    # No second of our days has so many digits; milliseconds have.
    is_long = value is not None and not isinstance(value, datetime) and len(str(value)) >= _MILLISECOND_DIGITS
    return _from_milliseconds(value) if is_long else _from_seconds(value)


Moment = Annotated[datetime, BeforeValidator(_from_seconds)]
MaybeMoment = Annotated[datetime | None, BeforeValidator(_from_seconds)]
MaybeMomentOfEither = Annotated[datetime | None, BeforeValidator(_from_either)]
MaybeMomentOfMilliseconds = Annotated[datetime | None, BeforeValidator(_from_milliseconds)]

Rate = int
MaybeRateOfFraction = Annotated[int | None, BeforeValidator(_from_fraction)]
MaybeRateOfPercent = Annotated[int | None, BeforeValidator(_from_percent)]
