"""Reading RAPPORT_SEARCH: which engine answers screens."""

from django.core.exceptions import ImproperlyConfigured

from rapport.creators.rules.engines import UnknownEngineError, engine_address


def search_engine(told: str, database_url: str) -> str:
    """The engine as it was told, `embedded` where nothing was. Raises ImproperlyConfigured with what would be right."""
    try:
        return engine_address(told, on_postgresql=database_url.startswith(("postgres:", "postgresql:")))
    except UnknownEngineError as unknown:
        raise ImproperlyConfigured(f"RAPPORT_SEARCH: {unknown}") from unknown
