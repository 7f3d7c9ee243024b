"""The values of a screen's text: figures with their units, and words by the names people use."""

from rapport.creators.rules.categories import CATEGORIES
from rapport.creators.rules.screens.fields import Field, Unit
from rapport.creators.rules.screens.tokens import ScreenUnreadable, Sort, Token
from rapport.shared import figures
from rapport.shared.figures import FigureUnreadable
from rapport.shared.layouts import folded
from rapport.shared.money import MINOR_DIGITS, AmountUnreadable, Money
from rapport.shops.rules.regions import REGIONS, SPELLINGS

MINOR = "minor"
"""The unit of an amount in minor units of whatever currency a creator's money is in."""
LARGEST = 2**62
REGION_NAMES = {folded(name): one.code for one in REGIONS.values() for name in (one.code, one.name_en, one.name_zh)}
CATEGORY_NAMES = {folded(name): one.key for one in CATEGORIES.values() for name in (one.key, one.name_en, one.name_zh)}
DAY_SIGNS = ("days", "day", "天", "d")


class NumberWanted(ScreenUnreadable):
    """A figure is asked for and something else stands there."""

    code = "screens.number_wanted"


class CurrencyWanted(ScreenUnreadable):
    """An amount of money needs its currency beside it."""

    code = "screens.currency_wanted"


def number(token: Token, field: Field, currency: str) -> int:
    """The figure that a token writes, in the field's own unit. Refuses with NumberWanted.

    A rate may stand with or without its percent sign; an amount of money is in whole units of `currency`.
    """
    try:
        value = _number(token.text, field.unit, currency)
    except (FigureUnreadable, AmountUnreadable):
        raise NumberWanted(at=token.at, found=token.text, field=field.name) from None
    if not 0 <= value <= LARGEST:
        raise NumberWanted(at=token.at, found=token.text, field=field.name)
    return value


def is_currency(text: str) -> bool:
    """Whether a word names a currency, or minor units of any."""
    return text.upper() in MINOR_DIGITS or text == MINOR


def word(token: Token, field: Field) -> str:
    """What a field calls what people call by name: categories and regions by code, in English or in Chinese.

    A category's name without quotes may be cut short where only one begins so. Anything else stays as it is.
    """
    text = token.text
    if field.name == "region":
        return _region(text)
    if field.name == "category":
        return _category(text, whole=token.sort is Sort.QUOTED)
    return text.upper() if field.name == "currency" else text


def _number(text: str, unit: Unit, currency: str) -> int:
    if unit is Unit.RATE:
        return figures.rate(text.rstrip("%％") + "%")
    if unit is Unit.HUNDREDTHS:
        return figures.rate(text + "%")
    if unit is Unit.MONEY and currency != MINOR:
        return Money.parse(str(figures.number(text)), currency).minor
    if unit is Unit.DAYS:
        text = next((text.removesuffix(sign) for sign in DAY_SIGNS if text.endswith(sign)), text)
    return figures.whole(text)


def _region(text: str) -> str:
    return REGION_NAMES.get(folded(text)) or SPELLINGS.get(text.upper(), text)


def _category(text: str, *, whole: bool) -> str:
    wanted = folded(text)
    if wanted in CATEGORY_NAMES:
        return CATEGORY_NAMES[wanted]
    begun = {key for name, key in CATEGORY_NAMES.items() if name.startswith(wanted)}
    return begun.pop() if not whole and len(begun) == 1 else text
