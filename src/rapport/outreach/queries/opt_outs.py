"""Who asked not to be written to, by themselves or by an address they share."""

from collections.abc import Collection, Mapping

from rapport.creators.models import PseudonymSecret
from rapport.creators.rules.contact_points import ContactPoint
from rapport.creators.rules.pseudonyms import contact_mark
from rapport.outreach.models import OptOut, OptOutMark


def opted_out(workspace_id: int, contacts: Mapping[int, Collection[ContactPoint]]) -> set[int]:
    """Those of these creators to whom nobody may write; `contacts` holds every creator asked about, with addresses."""
    standing = OptOut.objects.filter(workspace_id=workspace_id, lifted_at=None)
    found = set(standing.filter(creator__in=contacts).values_list("creator_id", flat=True))
    marks = OptOutMark.objects.filter(workspace_id=workspace_id, opt_out__lifted_at=None)
    secret = PseudonymSecret.objects.filter(workspace_id=workspace_id).first() if marks.exists() else None
    if secret is None:
        return found
    carried = {
        contact_mark(secret.secret, point.kind.value, point.address): creator_id
        for creator_id, points in contacts.items()
        for point in points
    }
    shared = marks.filter(mark__in=carried).values_list("mark", flat=True)
    return found | {carried[mark] for mark in shared}


def opt_outs_of(workspace_id: int, limit: int = 100) -> list[OptOut]:
    """Standing ones of a workspace, the newest first."""
    rows = OptOut.objects.filter(workspace_id=workspace_id, lifted_at=None).select_related("creator")
    return list(rows.order_by("-at", "-pk")[:limit])
