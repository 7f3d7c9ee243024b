"""Saving, renaming and removing views of the library."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from rapport.creators.actions.naming import rename
from rapport.creators.models import SavedView
from rapport.creators.models.views import SCREEN_CHARS, SORT_CHARS
from rapport.creators.queries.views import view as view_row
from rapport.creators.rules.naming import name_of
from rapport.shared.refusals import Refusal
from rapport.shops.actions.trail import record
from rapport.shops.rules.roles import Actor


class ViewTooLong(Refusal):
    """A screen is longer than a view keeps."""

    code = "views.too_long"


class ViewOfOthers(Refusal):
    """A shared view is changed by whoever saved it; others save one of their own."""

    code = "views.of_others"


@dataclass(frozen=True, slots=True)
class ViewDraft:
    """What is saved: a screen as written, how it is sorted, whether others see it."""

    name: str
    screen: str
    sort: str = ""
    is_shared: bool = False


@transaction.atomic
def save_view(workspace_id: int, draft: ViewDraft, *, by: Actor, now: datetime) -> SavedView:
    """Keep a view under its name; one of the same name and owner is written over.

    Refuses with NameMissing, NameTooLong or ViewTooLong.
    """
    name, screen = name_of(draft.name), draft.screen.strip()
    if len(screen) > SCREEN_CHARS or len(draft.sort) > SORT_CHARS:
        raise ViewTooLong(most=SCREEN_CHARS, length=len(screen))
    saved, _ = SavedView.objects.update_or_create(
        workspace_id=workspace_id,
        owner_id=by.user_id,
        folded=name.folded,
        defaults={"name": name.shown, "screen": screen, "sort": draft.sort, "is_shared": draft.is_shared},
    )
    record(workspace_id, by, "view.save", name.shown, now=now, screen=screen, shared=draft.is_shared)
    return saved


@transaction.atomic
def rename_view(workspace_id: int, view_id: int, typed: str, *, by: Actor, now: datetime) -> None:
    """Give one's own view another name.

    Refuses with NotFound, ViewOfOthers, NameMissing, NameTooLong or NameTaken.
    """
    own = SavedView.objects.filter(workspace_id=workspace_id, owner_id=by.user_id)
    found = _own(workspace_id, view_id, by)
    if before := rename(found, typed, own):
        record(workspace_id, by, "view.rename", before, now=now, name=found.name)


@transaction.atomic
def remove_view(workspace_id: int, view_id: int, *, by: Actor, now: datetime) -> None:
    """Forget one's own view. Refuses with NotFound or ViewOfOthers."""
    found = _own(workspace_id, view_id, by)
    record(workspace_id, by, "view.remove", found.name, now=now)
    found.delete()


def _own(workspace_id: int, view_id: int, by: Actor) -> SavedView:
    """A view that the actor may change: their own, or one whose owner is gone."""
    found = view_row(workspace_id, view_id, by.user_id)
    if found.owner_id not in (by.user_id, None):
        raise ViewOfOthers(name=found.name)
    return found
