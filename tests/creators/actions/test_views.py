"""Saved views of the library."""

import pytest
from tests.cast import NOW, Cast

from rapport.creators.actions.views import (
    ViewDraft,
    ViewOfOthers,
    ViewTooLong,
    remove_view,
    rename_view,
    save_view,
)
from rapport.creators.models import SavedView
from rapport.creators.queries.views import view, views_of
from rapport.creators.rules.naming import NameTaken
from rapport.shared.refusals import NotFound
from rapport.shops.actions.workspaces import seat_member
from rapport.shops.models import AuditLine, User
from rapport.shops.rules.roles import Actor, Role

LARGE = ViewDraft("Large", "followers >= 100k", "gmv")


def mei(cast: Cast) -> Actor:
    return Actor("mei", cast.mei.pk)


def li(cast: Cast) -> Actor:
    return Actor("li", seat_member(cast.moonwell.pk, "li", Role.OPERATOR, by=mei(cast), now=NOW).pk)


def test_a_view_keeps_screen_and_sort_under_a_name(cast: Cast) -> None:
    save_view(cast.moonwell.pk, LARGE, by=mei(cast), now=NOW)
    (found,) = views_of(cast.moonwell.pk, cast.mei.pk)
    assert (found.name, found.screen, found.sort, found.is_shared) == ("Large", "followers >= 100k", "gmv", False)
    line = AuditLine.objects.get(action="view.save")
    assert (line.subject, line.data) == ("Large", {"screen": "followers >= 100k", "shared": False})


def test_the_same_name_is_written_over(cast: Cast) -> None:
    save_view(cast.moonwell.pk, LARGE, by=mei(cast), now=NOW)
    save_view(cast.moonwell.pk, ViewDraft("LARGE", "score >= 4", is_shared=True), by=mei(cast), now=NOW)
    (found,) = views_of(cast.moonwell.pk, cast.mei.pk)
    assert (found.name, found.screen, found.sort, found.is_shared) == ("LARGE", "score >= 4", "", True)


def test_others_see_what_is_shared_and_nothing_else(cast: Cast) -> None:
    own = save_view(cast.moonwell.pk, LARGE, by=mei(cast), now=NOW)
    save_view(cast.moonwell.pk, ViewDraft("Ours", "score >= 4", is_shared=True), by=mei(cast), now=NOW)
    other = li(cast)
    assert [one.name for one in views_of(cast.moonwell.pk, other.user_id)] == ["Ours"]
    assert views_of(cast.harbour.pk, cast.harry.pk) == []
    with pytest.raises(NotFound):
        view(cast.moonwell.pk, own.pk, other.user_id)


def test_a_shared_view_is_changed_by_its_owner_alone(cast: Cast) -> None:
    shared = save_view(cast.moonwell.pk, ViewDraft("Ours", "", is_shared=True), by=mei(cast), now=NOW)
    other = li(cast)
    with pytest.raises(ViewOfOthers):
        rename_view(cast.moonwell.pk, shared.pk, "Mine", by=other, now=NOW)
    with pytest.raises(ViewOfOthers):
        remove_view(cast.moonwell.pk, shared.pk, by=other, now=NOW)
    remove_view(cast.moonwell.pk, shared.pk, by=mei(cast), now=NOW)
    assert SavedView.objects.count() == 0


def test_a_shared_view_outlives_its_owner_and_anybody_may_tidy_it_away(cast: Cast) -> None:
    other = li(cast)
    shared = save_view(cast.moonwell.pk, ViewDraft("Theirs", "", is_shared=True), by=other, now=NOW)
    User.objects.get(username="li").delete()
    remove_view(cast.moonwell.pk, shared.pk, by=mei(cast), now=NOW)
    assert views_of(cast.moonwell.pk, cast.mei.pk) == []


def test_a_view_is_renamed_unless_the_name_is_taken(cast: Cast) -> None:
    made = save_view(cast.moonwell.pk, LARGE, by=mei(cast), now=NOW)
    save_view(cast.moonwell.pk, ViewDraft("Core", ""), by=mei(cast), now=NOW)
    rename_view(cast.moonwell.pk, made.pk, "Huge", by=mei(cast), now=NOW)
    with pytest.raises(NameTaken):
        rename_view(cast.moonwell.pk, made.pk, "core", by=mei(cast), now=NOW)
    assert [one.name for one in views_of(cast.moonwell.pk, cast.mei.pk)] == ["Core", "Huge"]


def test_a_screen_has_its_length(cast: Cast) -> None:
    save_view(cast.moonwell.pk, ViewDraft("Longest", "x" * 2000), by=mei(cast), now=NOW)
    with pytest.raises(ViewTooLong):
        save_view(cast.moonwell.pk, ViewDraft("Too long", "x" * 2001), by=mei(cast), now=NOW)
    assert SavedView.objects.count() == 1
