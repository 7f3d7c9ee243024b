"""Who is not to be taken in again."""

from collections.abc import Iterable, Sequence

from rapport.creators.models import Forgotten, PseudonymSecret
from rapport.creators.rules.metrics import Sighting
from rapport.creators.rules.pseudonyms import handle_mark, open_id_mark


def not_forgotten(workspace_id: int, sightings: Sequence[Sighting]) -> list[Sighting]:
    """The sightings without those of people who were forgotten; one query, two where somebody was."""
    marks = dict(Forgotten.objects.filter(workspace_id=workspace_id).values_list("mark", "had_open_id"))
    if not marks:
        return list(sightings)
    secret = PseudonymSecret.objects.get(workspace_id=workspace_id).secret
    return [one for one in sightings if not _is_marked(one, marks, secret)]


def forgotten_records(workspace_id: int, region: str, handles: Iterable[str]) -> dict[str, int]:
    """The emptied records of forgotten handles, to which their orders are still credited."""
    records = dict(Forgotten.objects.filter(workspace_id=workspace_id).values_list("mark", "record_id"))
    if not records:
        return {}
    secret = PseudonymSecret.objects.get(workspace_id=workspace_id).secret
    found = {handle.lower(): records.get(handle_mark(secret, handle, region)) for handle in handles}
    return {handle: record_id for handle, record_id in found.items() if record_id is not None}


def _is_marked(one: Sighting, marks: dict[str, bool], secret: str) -> bool:
    if one.open_id and open_id_mark(secret, one.open_id) in marks:
        return True
    had_open_id = marks.get(handle_mark(secret, one.handle, one.region))
    return had_open_id is not None and not (one.open_id and had_open_id)
