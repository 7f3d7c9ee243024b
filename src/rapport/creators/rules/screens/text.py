"""A screen as one line of text: `followers >= 10k and avg_views >= 5k and category in (Beauty)`.

    screen    = condition ["order by" field ["asc" | "desc"] | "rank by" field ["*" weight] {"+" field ["*" weight]}]
    condition = and-parts joined by "or"; parts joined by "and"; "not" part; "(" condition ")"
    part      = field (">=" | "<=" | ">" | "<" | "=" | "!=") value [currency]
              | field value ".." value [currency]
              | field ["not"] "in" "(" value {"," value} ")"
              | field "~" text          part of a text, no matter the case
              | field "is" ["not"] ("known" | "unknown")
              | flag                    such as `blocked`

Fields go by any of their names; 且, 或 and 非 stand for and, or and not.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from rapport.creators.rules.screens.fields import BY_NAME, RANKING, Field, Kind, Unit
from rapport.creators.rules.screens.mistakes import (
    BoundsTurned,
    FieldMistyped,
    FieldUnknown,
    FieldWanted,
    OperatorUnfit,
    TooNested,
    ValueWanted,
    WordWanted,
)
from rapport.creators.rules.screens.ranking import MOST_WEIGHT, Ranking
from rapport.creators.rules.screens.tokens import Sort, Token, tokens
from rapport.creators.rules.screens.values import MINOR, CurrencyWanted, NumberWanted, is_currency, number, word
from rapport.shared.conditions import MOST_NESTED, Condition, Contains, Either, Every, Known, Not, OneOf, Within
from rapport.shared.layouts import folded

AND, OR, NOT = ("and", "且", "并且", "&"), ("or", "或", "或者", "|"), ("not", "非", "不")
IN, IS, BY = ("in", "属于"), ("is", "是"), ("by",)
KNOWN, UNKNOWN = ("known", "已知"), ("unknown", "未知")
ORDER, RANK, UP, DOWN = ("order", "sort"), ("rank",), ("asc", "up"), ("desc", "down")
COMPARED = (">=", "<=", ">", "<", "=", "!=")
FLAG_ON = 1


@dataclass(frozen=True, slots=True)
class ScreenText:
    """What a text says: whom to find, and in which order where it says so."""

    where: Condition
    ranking: Ranking | None = None


def read_screen(text: str, *, currency: str = "") -> ScreenText:
    """Read a screen's text; `currency` is that of amounts which name none.

    Refuses with ScreenUnreadable, whose data say at which character and what was found there.
    """
    return _Reader(list(tokens(text)), currency).screen()


class _Reader:
    """Goes through the tokens once; each method reads what it is named after."""

    def __init__(self, coming: Sequence[Token], currency: str) -> None:
        self.coming, self.place, self.currency, self.depth = coming, 0, currency, 0

    @property
    def next(self) -> Token:
        return self.coming[self.place]

    def screen(self) -> ScreenText:
        where = Every() if self._at_ranking or self.next.sort is Sort.END else self._either()
        ranking = self._ranking() if self._at_ranking else None
        if self.next.sort is not Sort.END:
            raise WordWanted(at=self.next.at, found=self.next.text, wanted="and")
        return ScreenText(where, ranking)

    @property
    def _at_ranking(self) -> bool:
        return self._is(ORDER) or self._is(RANK)

    def _either(self) -> Condition:
        parts = [self._every()]
        while self._took(OR):
            parts.append(self._every())
        return parts[0] if len(parts) == 1 else Either(tuple(parts))

    def _every(self) -> Condition:
        parts = [self._turned()]
        while self._took(AND):
            parts.append(self._turned())
        return parts[0] if len(parts) == 1 else Every(tuple(parts))

    def _turned(self) -> Condition:
        self.depth += 1
        if self.depth > MOST_NESTED:
            raise TooNested(at=self.next.at, found=self.next.text, most=MOST_NESTED)
        found: Condition
        if self._took(NOT):
            found = Not(self._turned())
        elif self._took_mark("("):
            found = self._either()
            self._must_mark(")")
        else:
            found = self._part()
        self.depth -= 1
        return found

    def _part(self) -> Condition:
        field = self._field()
        if field.kind is Kind.FLAG:
            return Within(field.name, FLAG_ON, FLAG_ON)
        if self._took(IS):
            return self._known(field)
        negated = self._is(NOT) and self._is(IN, ahead=1)
        if negated:
            self.place += 1
        if self._took(IN):
            listed = self._listed(field)
            return Not(listed) if negated else listed
        if self.next.sort is Sort.MARK and self.next.text in (*COMPARED, "~"):
            return self._compared(field, self._take())
        return self._span(field)

    def _known(self, field: Field) -> Condition:
        negated = self._took(NOT)
        if self._took(KNOWN):
            return Not(Known(field.name)) if negated else Known(field.name)
        if self._took(UNKNOWN):
            return Known(field.name) if negated else Not(Known(field.name))
        raise WordWanted(at=self.next.at, found=self.next.text, wanted="known")

    def _listed(self, field: Field) -> Condition:
        if field.kind not in (Kind.WORD, Kind.RANKED, Kind.SET):
            raise self._unfit(field, self.coming[self.place - 1])
        self._must_mark("(")
        values = [word(self._take_value(), field)]
        while self._took_mark(","):
            values.append(word(self._take_value(), field))
        self._must_mark(")")
        return OneOf(field.name, tuple(dict.fromkeys(values)))

    def _compared(self, field: Field, mark: Token) -> Condition:
        if field.kind is Kind.NUMBER:
            return self._bounded(field, mark)
        if field.kind is Kind.TEXT:
            if mark.text != "~":
                raise self._unfit(field, mark)
            return Contains(field.name, self._take_value().text)
        if mark.text not in ("=", "!="):
            raise self._unfit(field, mark)
        found = OneOf(field.name, (word(self._take_value(), field),))
        return Not(found) if mark.text == "!=" else found

    def _bounded(self, field: Field, mark: Token) -> Condition:
        if mark.text == "~":
            raise self._unfit(field, mark)
        bound, unit = self._figure(field)
        match mark.text:
            case ">=":
                return Within(field.name, bound, None, unit)
            case ">":
                return Within(field.name, bound + 1, None, unit)
            case "<=":
                return Within(field.name, None, bound, unit)
            case "<":
                return Within(field.name, None, bound - 1, unit)
            case "=":
                return Within(field.name, bound, bound, unit)
            case _:
                return Not(Within(field.name, bound, bound, unit))

    def _span(self, field: Field) -> Condition:
        """`followers 10k..50k`, both ends included."""
        if self.next.sort is Sort.END or field.kind is not Kind.NUMBER:
            raise self._unfit(field, self.next)
        first = self._take_value()
        self._must_mark("..")
        last = self._take_value()
        unit = self._unit(field, first)
        low, high = number(first, field, unit), number(last, field, unit)
        if low > high:
            raise BoundsTurned(at=first.at, found=first.text)
        return Within(field.name, low, high, "" if unit == MINOR else unit)

    def _figure(self, field: Field) -> tuple[int, str]:
        token = self._take_value()
        unit = self._unit(field, token)
        return number(token, field, unit), "" if unit == MINOR else unit

    def _unit(self, field: Field, figure: Token) -> str:
        """The currency of an amount: named behind it, else the one that holds for the whole text."""
        if field.unit is not Unit.MONEY:
            return ""
        if self.next.sort is Sort.WORD and is_currency(self.next.text):
            named = self._take().text
            return named if named == MINOR else named.upper()
        if figure.text == "0":
            return MINOR
        if not self.currency:
            raise CurrencyWanted(at=figure.at, found=figure.text)
        return self.currency

    def _ranking(self) -> Ranking:
        single = self._is(ORDER)
        self.place += 1
        if not self._took(BY):
            raise WordWanted(at=self.next.at, found=self.next.text, wanted="by")
        if single:
            field = self._number_field()
            up = self._took(UP)
            if not up:
                self._took(DOWN)
            return Ranking(((field.name, -1 if up else 1),))
        weights = [self._weight()]
        while self._took_mark("+"):
            weights.append(self._weight())
        return Ranking(tuple(weights), weighs=True)

    def _weight(self) -> tuple[str, int]:
        at = self.next
        field = self._number_field()
        if field not in RANKING:
            raise OperatorUnfit(at=at.at, found=at.text, field=field.name, fits=", ".join(one.name for one in RANKING))
        if not self._took_mark("*"):
            return field.name, 1
        figure = self._take_value()
        if not figure.text.isdecimal() or not 1 <= int(figure.text) <= MOST_WEIGHT:
            raise NumberWanted(at=figure.at, found=figure.text, field=field.name)
        return field.name, int(figure.text)

    def _number_field(self) -> Field:
        at = self.next
        field = self._field()
        if field.kind is not Kind.NUMBER:
            raise self._unfit(field, at)
        return field

    def _field(self) -> Field:
        token = self._take()
        if token.sort is not Sort.WORD:
            raise FieldWanted(at=token.at, found=token.text, wanted="field")
        field = BY_NAME.get(folded(token.text))
        if field is None:
            nearest = get_close_matches(folded(token.text), BY_NAME, 1)
            if nearest:
                raise FieldMistyped(at=token.at, found=token.text, nearest=BY_NAME[nearest[0]].name)
            raise FieldUnknown(at=token.at, found=token.text, nearest="")
        return field

    def _take_value(self) -> Token:
        token = self._take()
        if token.sort not in (Sort.WORD, Sort.QUOTED) or not token.text:
            raise ValueWanted(at=token.at, found=token.text)
        return token

    def _take(self) -> Token:
        token = self.next
        if token.sort is not Sort.END:
            self.place += 1
        return token

    def _is(self, words: Sequence[str], ahead: int = 0) -> bool:
        place = min(self.place + ahead, len(self.coming) - 1)
        return self.coming[place].sort is Sort.WORD and self.coming[place].text.casefold() in words

    def _took(self, words: Sequence[str]) -> bool:
        took = self._is(words)
        self.place += took
        return took

    def _took_mark(self, mark: str) -> bool:
        took = self.next.sort is Sort.MARK and self.next.text == mark
        self.place += took
        return took

    def _must_mark(self, mark: str) -> None:
        if not self._took_mark(mark):
            raise WordWanted(at=self.next.at, found=self.next.text, wanted=mark)

    @staticmethod
    def _unfit(field: Field, token: Token) -> OperatorUnfit:
        fits = {Kind.NUMBER: ">= <= > < = != ..", Kind.TEXT: "~"}.get(field.kind, "= != in")
        return OperatorUnfit(at=token.at, found=token.text, field=field.name, fits=fits)
