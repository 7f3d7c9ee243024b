"""What hangs on a creator: every row of every domain that names them, moved to another record and back.

The schema is the list: whatever has a foreign key to a creator is found in Django's registry of models, as a deletion
finds it. So no domain can be forgotten, and none is imported from below.
"""

from collections.abc import Collection, Iterator
from typing import Any

from django.apps import apps
from django.db import models

from rapport.creators.models import Creator, Forgotten, Merge, Proposal

Moved = dict[str, list[int]]
"""Primary keys of moved rows, by `app.model.field`."""
Link = tuple[type[models.Model], "models.ForeignKey[Any, Any]"]
NOT_MOVED = (Merge, Proposal, Forgotten)
"""They speak of records, not of people."""


def links(*, numbered: bool = False) -> Iterator[Link]:
    """Every foreign key to a creator; a row that is numbered by its creator is that creator's for good."""
    for relation in Creator._meta.get_fields(include_hidden=True):  # noqa: SLF001 - Django's documented API
        field = getattr(relation, "field", None)
        if isinstance(field, models.ForeignKey) and relation.auto_created and (numbered or not field.primary_key):
            model = field.model
            if model not in NOT_MOVED:
                yield model, field


def name_of_link(model: type[models.Model], field: "models.ForeignKey[Any, Any]") -> str:
    return f"{model._meta.label_lower}.{field.name}"  # noqa: SLF001 - Django's documented API


def move(source_id: int, target_id: int, only: Collection[type[models.Model]] = ()) -> Moved:
    """Let the rows that name one record name another; what a uniqueness forbids stays where it is."""
    moved: Moved = {}
    for model, field in links():
        if only and model not in only:
            continue
        free = _free(model, field, source_id, target_id)
        if free:
            _rows(model).filter(pk__in=free).update(**{field.name: target_id})
            moved[name_of_link(model, field)] = free
    return moved


def move_back(moved: Moved, target_id: int, source_id: int) -> None:
    """Undo `move`: rows that are still there, and still the target's, name the source again."""
    for name, keys in moved.items():
        label, _, field = name.rpartition(".")
        model = apps.get_model(label)
        _rows(model).filter(pk__in=keys, **{field: target_id}).update(**{field: source_id})


def collides(source_id: int, target_id: int, app_left_out: str) -> bool:
    """Whether some row of a domain above could not be moved."""
    return any(
        len(_free(model, field, source_id, target_id)) < _rows(model).filter(**{field.name: source_id}).count()
        for model, field in links()
        if model._meta.app_label != app_left_out  # noqa: SLF001 - Django's documented API
    )


def _free(model: type[models.Model], field: "models.ForeignKey[Any, Any]", source_id: int, target_id: int) -> list[int]:
    """The rows that no uniqueness keeps from naming the target."""
    rows = _rows(model).filter(**{field.name: source_id})
    keys: list[int] = list(rows.order_by("pk").values_list("pk", flat=True))
    for others in _unique_beside(model, field):
        taken = set(_rows(model).filter(**{field.name: target_id}).values_list(*others)) if keys else set()
        if taken:
            told = rows.values_list("pk", *others)
            held = {key for key, *values in told if tuple(values) in taken}
            keys = [key for key in keys if key not in held]
    return keys


def _unique_beside(model: type[models.Model], field: "models.ForeignKey[Any, Any]") -> Iterator[tuple[str, ...]]:
    """For each uniqueness that the field is part of, the other columns."""
    if field.unique:
        yield ()
    for one in model._meta.constraints:  # noqa: SLF001 - Django's documented API
        if isinstance(one, models.UniqueConstraint) and field.name in one.fields:
            yield tuple(name for name in one.fields if name != field.name)


def _rows(model: type[models.Model]) -> models.QuerySet[models.Model]:
    return model._default_manager.all()  # noqa: SLF001 - Django's documented API
