"""Saved views, as one member sees them."""

from django.db.models import Q, QuerySet

from rapport.creators.models import SavedView
from rapport.shared.refusals import NotFound


def views_of(workspace_id: int, user_id: int | None) -> list[SavedView]:
    """A member's own views and those that others share, by name; one query."""
    return list(_seen(workspace_id, user_id).select_related("owner").order_by("folded", "pk"))


def view(workspace_id: int, view_id: int, user_id: int | None) -> SavedView:
    """Refuses with NotFound what is not there for this member."""
    found = _seen(workspace_id, user_id).filter(pk=view_id).first()
    if found is None:
        raise NotFound(what="view", id=view_id)
    return found


def _seen(workspace_id: int, user_id: int | None) -> QuerySet[SavedView]:
    own = Q(owner=user_id) if user_id is not None else Q(owner=None)
    return SavedView.objects.filter(own | Q(is_shared=True), workspace_id=workspace_id)
