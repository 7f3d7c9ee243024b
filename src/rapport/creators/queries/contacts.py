"""Where creators can be reached outside the platform: kept addresses, and those they write into their bio."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Listed:
    """An address under which a creator is listed, kept or in their bio."""

    workspace_id: int
    creator_id: int
    kind: ContactKind
    address: str


def listed_addresses(
    *, workspace_id: int | None = None, creator_ids: Collection[int] | None = None
) -> Iterator[Listed]:
    """All addresses of a workspace's creators, or of these creators. Two queries."""
    whose = {"creator__workspace": workspace_id} if creator_ids is None else {"creator__in": creator_ids}
    named = ("creator__workspace_id", "creator_id", "kind")
    for place, creator_id, kind, value in CreatorTrace.objects.filter(**whose, kind__in=FROM_BIO).values_list(
        *named, "value"
    ):
        try:
            yield Listed(place, creator_id, FROM_BIO[kind], plain_address(FROM_BIO[kind], value))
        except AddressInvalid:
            continue
    for place, creator_id, kind, address in CreatorContact.objects.filter(**whose).values_list(*named, "address"):
        yield Listed(place, creator_id, ContactKind(kind), address)


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
