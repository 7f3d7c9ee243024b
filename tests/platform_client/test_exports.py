"""The package exports what it says, and nothing besides."""

from types import ModuleType

from rapport import platform_client


def test_all_names_exactly_what_was_imported_for_export() -> None:
    offered = {
        name
        for name, value in vars(platform_client).items()
        if not name.startswith("_") and not isinstance(value, ModuleType)
    }
    assert offered == set(platform_client.__all__)
    assert len(offered) == len(platform_client.__all__)
