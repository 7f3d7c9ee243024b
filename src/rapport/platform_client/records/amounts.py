"""Many amounts of one currency, each under the platform's own name: its lists of fees grow by themselves."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated

from pydantic import BeforeValidator

_NOT_AMOUNTS = frozenset({"currency"})


def _only_amounts(value: object) -> object:
    """Leave out the currency, and what is nested: that is told in fields of its own."""
    if not isinstance(value, Mapping):
        return value
    return {
        name: told
        for name, told in value.items()
        if name not in _NOT_AMOUNTS and not isinstance(told, Mapping | list | tuple)
    }


Amounts = Annotated[Mapping[str, Decimal], BeforeValidator(_only_amounts)]
