"""The Creators page's address read: form fields, choices beside the list, a line of text, and the order."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import get_language

from rapport.console import entries
from rapport.console.desk import Desk
from rapport.console.screen_text import Mistake, mistake_in
from rapport.console.screens import ASKED, condition, name_part, score_part
from rapport.creators.queries.library import SORTS, LibraryAsked, sorted_by
from rapport.creators.rules.screens import RANKING, Ranking, Screen, ScreenText, ScreenUnreadable, read_screen, written
from rapport.creators.rules.screens.asking import EVERYBODY
from rapport.creators.rules.screens.facets import FACETS, Bands, bands_of, chosen, known_choices
from rapport.creators.rules.screens.ranking import MOST_WEIGHT
from rapport.policies.queries import default_playbook
from rapport.policies.rules.playbooks import Playbook
from rapport.shared.conditions import Condition, every
from rapport.shops.queries.shops import playbook_of
from rapport.shops.rules.regions import REGIONS

WEIGHED = "weights"
"""The order by several figures, each with its weight."""
FORM_FACETS = ("region", "category")
"""Facets that the form has fields for."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for, as typed and as read."""

    typed: Mapping[str, str]
    chosen: Mapping[str, tuple[str, ...]]
    """The choices made of each facet."""
    currency: str
    bands: Bands
    wanted: LibraryAsked
    sort: str
    """The order asked for by name: a field, WEIGHED, or empty for none."""
    is_ordered: bool
    """Somebody asked for an order, here or in the line of text."""
    mistake: Mistake | None = None
    """What is wrong with the line of text, which is left out then."""

    @property
    def where(self) -> Condition:
        return self.wanted.screen.where

    @property
    def is_filtered(self) -> bool:
        return self.where != EVERYBODY or self.mistake is not None

    @property
    def by(self) -> str:
        """The one figure by which the list is ordered; empty where several are weighed."""
        ranking = self.wanted.ranking
        return "" if ranking.weighs else ranking.weights[0][0]

    @property
    def ascending(self) -> bool:
        return not self.wanted.ranking.weighs and self.wanted.ranking.weights[0][1] < 0

    @property
    def weights(self) -> dict[str, int]:
        """The weights to show in the form."""
        return dict(self.wanted.ranking.weights) if self.wanted.ranking.weighs else {}

    @property
    def text(self) -> str:
        """All of it as one line of text, which any language reads."""
        return self._written("en")

    @property
    def shown_text(self) -> str:
        """The same in the reader's language."""
        return self._written(get_language() or "en")

    def _written(self, language: str) -> str:
        return written(self.where, self.wanted.ranking if self.is_ordered else None, language=language)


def asked_of(desk: Desk, *, explains: bool = True) -> Asked:
    """The address's filters; a figure that cannot be read is told and left out."""
    sent = desk.request.GET
    typed = {name: entries.text(sent, name) for name in sent}
    playbook = playbook_for(desk, sent.getlist("region"))
    bands = bands_of(playbook)
    picked = {name: known_choices(name, _texts(sent.getlist(name)), bands) for name in FACETS}
    currency = _currency(desk, picked["region"])
    said, mistake = _said(typed, currency)
    parts = [chosen(name, picked[name], bands) for name in FORM_FACETS]
    parts += [score_part(typed), name_part(typed), *_bounds(desk, typed, currency)]
    parts += [chosen(name, picked[name], bands) for name in FACETS if name not in FORM_FACETS]
    where = every(*parts, said.where)
    ranking, is_ordered = _ranking(desk, typed, said.ranking)
    wanted = LibraryAsked(
        Screen(where, not_blocked=False), ranking, entries.page(typed), explains=explains and where != EVERYBODY
    )
    sort = typed.get("sort", "")
    return Asked(typed, picked, currency, bands, wanted, SORTS.get(sort, sort), is_ordered, mistake)


def playbook_for(desk: Desk, regions: list[str]) -> Playbook:
    """The playbook of the shop of the one region that is asked for; else the one that ships."""
    shop = next((one for one in desk.shops if [one.region] == regions), None)
    return playbook_of(shop) if shop else default_playbook().values


def _texts(values: list[str]) -> list[str]:
    return [value.replace("\0", "").strip() for value in values]


def _said(typed: Mapping[str, str], currency: str) -> tuple[ScreenText, Mistake | None]:
    text = typed.get("screen", "")
    try:
        return read_screen(text, currency=currency), None
    except ScreenUnreadable as refusal:
        return ScreenText(EVERYBODY), mistake_in(text, refusal)


def _bounds(desk: Desk, typed: Mapping[str, str], currency: str) -> list[Condition]:
    found: list[Condition] = []
    for name in ASKED:
        with desk.told():
            bound = condition(typed, name, currency)
            found += [bound] if bound else []
    return found


def _ranking(desk: Desk, typed: Mapping[str, str], said: Ranking | None) -> tuple[Ranking, bool]:
    """The order, and whether somebody asked for it."""
    sort, ascending = typed.get("sort", ""), typed.get("order") == "up"
    weights = _weights(desk, typed) if sort == WEIGHED else ()
    if weights:
        return Ranking(weights, weighs=True), True
    if sort and sort != WEIGHED:
        return sorted_by(sort, ascending=ascending), True
    return (said, True) if said else (sorted_by("", ascending=ascending), ascending)


def _weights(desk: Desk, typed: Mapping[str, str]) -> tuple[tuple[str, int], ...]:
    found = []
    for field in RANKING:
        with desk.told():
            weight = min(entries.whole(typed, f"weight_{field.name}") or 0, MOST_WEIGHT)
            found += [(field.name, weight)] if weight else []
    return tuple(found)


def _currency(desk: Desk, regions: tuple[str, ...]) -> str:
    """In which currency amounts of money are typed: the one region's, else that of the first shop."""
    if len(regions) == 1 and regions[0] in REGIONS:
        return REGIONS[regions[0]].currency
    return desk.shops[0].currency if desk.shops else "USD"
