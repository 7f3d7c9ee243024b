"""All rows of the product's tables, to tell whether anything changed."""

from django.apps import apps
from django.db.models import QuerySet


def all_rows() -> dict[str, list[dict[str, object]]]:
    models = [model for model in apps.get_models() if model.__module__.startswith("rapport.")]
    return {model.__name__: list(QuerySet(model).order_by("pk").values()) for model in models}
