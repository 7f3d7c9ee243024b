"""The categories that a filter offers: those that some creator of the workspace sells in."""

from tests.cast import NOW, Cast

from rapport.creators.actions.changes import note_changed
from rapport.creators.actions.keep import keep_sightings
from rapport.creators.models import CreatorCategory
from rapport.creators.queries.library import categories_known
from rapport.creators.rules.metrics import Metrics, Sighting
from rapport.shops.models import Workspace


def sells(workspace: Workspace, handle: str, *keys: str) -> None:
    seen = Sighting(handle, "GB", NOW, "marketplace", Metrics(), open_id=handle, categories=keys)
    keep_sightings(workspace.pk, [seen])


def test_each_category_stands_once_and_in_order(cast: Cast) -> None:
    sells(cast.moonwell, "fern", "700645", "600001")
    sells(cast.moonwell, "gigi", "600001", "602118")
    assert categories_known(cast.moonwell.pk) == ["600001", "601450", "602118", "700645"]


def test_no_category_of_another_workspace_is_known(cast: Cast) -> None:
    sells(cast.harbour, "hana", "605196", "601450")
    assert categories_known(cast.moonwell.pk) == ["601450"]
    assert categories_known(cast.harbour.pk) == ["601450", "605196"]


def test_nothing_is_known_where_nobody_sells(cast: Cast) -> None:
    assert categories_known(cast.harbour.pk) == []
    CreatorCategory.objects.all().delete()
    note_changed(cast.moonwell.pk, [cast.anna.pk, cast.bao.pk, cast.chai.pk, cast.dara.pk, cast.emma.pk])
    assert categories_known(cast.moonwell.pk) == []
