"""The package offers what its callers need, and nothing of others."""

import inspect
from collections.abc import Iterator
from types import ModuleType
from typing import Any, get_args, get_type_hints

from rapport import platform_client
from rapport.platform_client import AuthorizationClient, PlatformClient, errors, shop_vocabulary, vocabulary
from rapport.platform_client.areas.base import Area

OFFERED: dict[str, Any] = {
    name: value
    for name, value in vars(platform_client).items()
    if not name.startswith("_") and not isinstance(value, ModuleType)
}


def classes(hint: object) -> Iterator[type]:
    """Every class of ours that a type hint names, however deep."""
    if inspect.isclass(hint) and hint.__module__.startswith("rapport.platform_client"):
        yield hint
    for part in get_args(hint):
        yield from classes(part)


def methods(owner: type) -> Iterator[Any]:
    return (value for name, value in inspect.getmembers(owner, inspect.isfunction) if not name.startswith("_"))


def test_what_is_offered_is_ours() -> None:
    foreign = [name for name, value in OFFERED.items() if "rapport" not in getattr(value, "__module__", "rapport")]
    assert foreign == []


def test_all_that_an_operation_takes_or_gives_is_offered() -> None:
    owners = [PlatformClient, AuthorizationClient, *Area.__subclasses__()]
    assert len(owners) > 9
    named = {
        one
        for owner in owners
        for method in methods(owner)
        for hint in get_type_hints(method).values()
        for one in classes(hint)
    }
    assert {one.__name__ for one in named} - OFFERED.keys() == set()


def test_every_error_and_every_list_of_words_is_offered() -> None:
    for module in (errors, vocabulary, shop_vocabulary):
        theirs = {
            name for name, value in inspect.getmembers(module, inspect.isclass) if value.__module__ == module.__name__
        }
        assert theirs - OFFERED.keys() == set()
