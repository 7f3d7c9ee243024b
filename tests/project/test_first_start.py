"""The first start finds what the command line made before it."""

from tests.cast import MEI, NOW, Cast

from rapport.project.first_start import take_empty_seats
from rapport.shops.actions.workspaces import open_workspace
from rapport.shops.queries.seats import seats_of


def test_mei_owns_the_workspace_into_which_files_were_imported_before(cast: Cast) -> None:
    early = open_workspace("My workspace", by=MEI, now=NOW)
    take_empty_seats(now=NOW)
    seats = {seat.workspace_id: seat.role for seat in seats_of(cast.mei.pk)}
    assert seats == {cast.moonwell.pk: "owner", early.pk: "owner"}
