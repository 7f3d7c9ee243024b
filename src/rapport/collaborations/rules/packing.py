"""Packing creators × products × rates into target collaborations; pure.

A collaboration offers every product in it to every creator in it, at one rate each. The platform limits how many
creators and products one holds, how many are made in 24 hours and stand open at once, and takes a creator with a
product only once (reference platform-rules section 1). So what is wanted is cut into blocks, before anything is sent.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)
Part = TypeVar("Part")
Pair = tuple[int, int]
"""A creator and a product."""
Rates = tuple[tuple[int, int], ...]
"""Products with their rates in hundredths of a percent, by product id."""


@dataclass(frozen=True, slots=True)
class Want:
    """One creator to be offered products. `terms` names what else must be equal: the campaign, its end, a sample."""

    creator_id: int
    rates: Mapping[int, int]
    terms: str = ""


@dataclass(frozen=True, slots=True)
class PackLimits:
    """What one collaboration holds, and how many of them there may be; from the policy pack."""

    creators_max: int
    products_max: int
    per_day_max: int
    open_max: int


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands already: pairs in collaborations not ended, how many were made in the last 24 hours and are open."""

    pairs: frozenset[Pair] = frozenset()
    made_in_24h: int = 0
    open_now: int = 0


@dataclass(frozen=True, slots=True)
class Packed:
    """One collaboration to make: every creator is offered every product."""

    terms: str
    creators: tuple[int, ...]
    rates: Rates

    @property
    def pairs(self) -> list[Pair]:
        return [(creator, product) for creator in self.creators for product, _ in self.rates]


class ClashKind(StrEnum):
    """Why a pair cannot be packed."""

    STANDS = "stands"
    """The creator holds an invitation for this product already."""
    WANTED_TWICE = "wanted_twice"
    """Two offers of this packing want the creator for this product, under different terms; the first keeps them."""


@dataclass(frozen=True, slots=True)
class Clash:
    """A pair that was left out."""

    creator_id: int
    product_id: int
    kind: ClashKind
    terms: str


@dataclass(frozen=True, slots=True)
class Packing:
    """What can be made at once, what must wait for room, and what was left out because it clashes."""

    at_once: tuple[Packed, ...] = ()
    later: tuple[Packed, ...] = ()
    clashes: tuple[Clash, ...] = ()

    @property
    def all(self) -> tuple[Packed, ...]:
        return self.at_once + self.later


def pack(wanted: Sequence[Want], limits: PackLimits, standing: Standing = Standing()) -> Packing:
    """Cut what is wanted into few collaborations, in the order of the wants: who comes first is made first.

    Every wanted pair is in exactly one collaboration or in one clash. Wants of one `terms` are packed together, either
    creators with equal offers side by side or products wanted by the same creators: whichever makes fewer.
    """
    free, clashes = _without_clashes(wanted, standing.pairs)
    made = [one for terms, offers in free.items() for one in _pack_terms(terms, offers, limits)]
    room = room_for(limits, standing)
    return Packing(tuple(made[:room]), tuple(made[room:]), tuple(clashes))


def room_for(limits: PackLimits, standing: Standing) -> int:
    """How many collaborations may be made now."""
    return max(0, min(limits.per_day_max - standing.made_in_24h, limits.open_max - standing.open_now))


def clashing(creator_id: int, products: Iterable[int], pairs: Iterable[Pair]) -> list[int]:
    """Which of the products a creator is offered by something that stands."""
    taken = {product for who, product in pairs if who == creator_id}
    return [product for product in products if product in taken]


@dataclass(frozen=True, slots=True)
class Draft:
    """A collaboration that was not sent yet: what it offers and how many sit in it."""

    draft_id: int
    rates: Mapping[int, int]
    seated: int


def draft_with_room(drafts: Sequence[Draft], rates: Mapping[int, int], creators_max: int) -> int | None:
    """The first draft that offers exactly this and has a seat left; None where a new one is needed."""
    fitting = (one for one in drafts if dict(one.rates) == dict(rates) and one.seated < creators_max)
    return next((one.draft_id for one in fitting), None)


def collaboration_name(label: str, code: str, chars_max: int) -> str:
    """A readable part and the code that no other collaboration has, within the platform's length."""
    return f"{label[: max(0, chars_max - len(code) - 1)]} {code}".strip()[-chars_max:]


Offers = dict[int, dict[int, int]]
"""Rates by product, by creator."""


def _without_clashes(wanted: Sequence[Want], standing: frozenset[Pair]) -> tuple[dict[str, Offers], list[Clash]]:
    free: dict[str, Offers] = {}
    first: dict[Pair, tuple[str, int]] = {}
    clashes: list[Clash] = []
    for want in wanted:
        for product, rate in want.rates.items():
            pair = (want.creator_id, product)
            if pair in standing:
                clashes.append(Clash(*pair, ClashKind.STANDS, want.terms))
            elif first.setdefault(pair, (want.terms, rate)) == (want.terms, rate):
                free.setdefault(want.terms, {}).setdefault(want.creator_id, {})[product] = rate
            else:
                clashes.append(Clash(*pair, ClashKind.WANTED_TWICE, want.terms))
    return free, list(dict.fromkeys(clashes))


def _pack_terms(terms: str, offers: Offers, limits: PackLimits) -> list[Packed]:
    blocks = min((_by_creators(offers), _by_products(offers)), key=lambda blocks: _size(blocks, limits))
    return [
        Packed(terms, creators, rates)
        for everyone, everything in blocks
        for creators in _cut(everyone, limits.creators_max)
        for rates in _cut(everything, limits.products_max)
    ]


Block = tuple[tuple[int, ...], Rates]


def _by_creators(offers: Offers) -> list[Block]:
    """Creators who are offered the same sit together."""
    groups = _grouped(offers, lambda creator: tuple(sorted(offers[creator].items())))
    return [(tuple(creators), rates) for rates, creators in groups.items()]


def _by_products(offers: Offers) -> list[Block]:
    """Products that the same creators are offered stand together."""
    asked: dict[tuple[int, int], list[int]] = {}
    for creator, rates in offers.items():
        for offered in rates.items():
            asked.setdefault(offered, []).append(creator)
    groups = _grouped(asked, lambda offered: tuple(asked[offered]))
    return [(creators, tuple(sorted(rates))) for creators, rates in groups.items()]


def _grouped(parts: Iterable[Part], by: Callable[[Part], Key]) -> dict[Key, list[Part]]:
    groups: dict[Key, list[Part]] = {}
    for part in parts:
        groups.setdefault(by(part), []).append(part)
    return groups


def _size(blocks: Sequence[Block], limits: PackLimits) -> int:
    """How many collaborations the blocks make."""
    return sum(-(-len(who) // limits.creators_max) * -(-len(what) // limits.products_max) for who, what in blocks)


def _cut(parts: tuple[Part, ...], most: int) -> list[tuple[Part, ...]]:
    return [parts[start : start + most] for start in range(0, len(parts), most)]
