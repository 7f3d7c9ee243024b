"""Where creators can be reached outside the platform: kept addresses, and those they write into their bio."""

from collections.abc import Collection

from rapport.creators.models import CreatorContact, CreatorTrace
from rapport.creators.rules.contact_points import AddressInvalid, Basis, ContactKind, ContactPoint, plain_address

FROM_BIO = {"email": ContactKind.EMAIL, "instagram": ContactKind.INSTAGRAM}
"""What a bio says plainly; of a bare number it does not say whether it is a WhatsApp number."""
BIO = "bio"


def contacts_of(creator_ids: Collection[int]) -> dict[int, list[ContactPoint]]:
    """Addresses by creator, those with the stronger basis first; creators without any are left out."""
    found: dict[int, dict[tuple[ContactKind, str], ContactPoint]] = {}
    for trace in CreatorTrace.objects.filter(creator__in=creator_ids, kind__in=FROM_BIO).order_by("pk"):
        kind = FROM_BIO[trace.kind]
        try:
            address = plain_address(kind, trace.value)
        except AddressInvalid:
            continue
        found.setdefault(trace.creator_id, {})[kind, address] = ContactPoint(kind, address, BIO, Basis.PUBLISHED)
    for row in CreatorContact.objects.filter(creator__in=creator_ids).order_by("pk"):
        point = row.point()
        found.setdefault(row.creator_id, {})[point.kind, point.address] = point
    return {creator_id: sorted(points.values(), key=_strongest_first) for creator_id, points in found.items()}


def contact_rows(workspace_id: int, creator_id: int) -> list[CreatorContact]:
    """A creator's kept addresses, for the page on which they are kept."""
    rows = CreatorContact.objects.filter(creator_id=creator_id, creator__workspace_id=workspace_id)
    return list(rows.order_by("kind", "pk"))


def owners_of(workspace_id: int, kind: ContactKind, address: str) -> list[int]:
    """Creators with this address, kept or in their bio; several where an agency's address stands for many."""
    rows = CreatorContact.objects.filter(creator__workspace_id=workspace_id, kind=kind, address=address)
    kept = set(rows.values_list("creator_id", flat=True))
    names = [name for name, of_bio in FROM_BIO.items() if of_bio is kind]
    traces = CreatorTrace.objects.filter(creator__workspace_id=workspace_id, kind__in=names, value=address)
    return sorted(kept or set(traces.values_list("creator_id", flat=True)))


def _strongest_first(point: ContactPoint) -> tuple[bool, int, str, str]:
    return point.is_bad, -list(Basis).index(point.basis), point.kind.value, point.address
