"""Files that wait to be looked at, and how far the import of one is."""

from typing import BinaryIO

from rapport.creators.models import IncomingFile
from rapport.creators.rules.imports.arrivals import IncomingGone
from rapport.shared.refusals import NotFound

State = IncomingFile.State


def incoming_files(workspace_id: int) -> list[IncomingFile]:
    """Those that are not imported yet, the latest first."""
    rows = IncomingFile.objects.filter(workspace_id=workspace_id).exclude(state=State.DONE)
    return list(rows.order_by("-sent_at", "-pk"))


def incoming_file(workspace_id: int, incoming_id: int) -> IncomingFile:
    """Refuses with NotFound."""
    found = IncomingFile.objects.filter(workspace_id=workspace_id, pk=incoming_id).first()
    if found is None:
        raise NotFound(what="incoming_file", id=incoming_id)
    return found


def opened(incoming: IncomingFile) -> BinaryIO:
    """The file itself, for whoever closes it. Refuses with IncomingGone."""
    try:
        return incoming.path.open("rb")
    except FileNotFoundError:
        raise IncomingGone(file=incoming.file_name) from None
