"""The marketplace's catalogue of further filters: what may be chosen, and how the results may be sorted."""

from rapport.platform_client.records.base import Record, named


class FilterChoice(Record):
    """One choice of a filter, under the id the platform gave it; `children` stand one level below."""

    id: str
    name: str = ""
    children: tuple["FilterChoice", ...] = named("option_children", default=())


class FilterOptions(Record):
    """The choices of one filter: all of them in the catalogue, those wanted in a search."""

    kind: str = named("option_type", default="")
    choices: tuple[FilterChoice, ...] = named("options", default=())


class Sorter(Record):
    """A way to sort the creators found."""

    id: str = named("algorithm_id", default="")
    name: str = ""


class CreatorFilters(Record):
    """The catalogue as far as it was asked for; what the shop's market does not offer is empty."""

    options: tuple[FilterOptions, ...] = named("data", "option_list", default=())
    sorters: tuple[Sorter, ...] = named("data", "sorters", default=())
