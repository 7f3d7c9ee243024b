"""Keeping the addresses of creators: from lists, typed by a person, learnt from who wrote first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from rapport.creators.actions.in_bulk import insert, update
from rapport.creators.models import Creator, CreatorContact
from rapport.creators.rules.contact_points import PROOF_CHARS, SOURCE_CHARS, Basis, ContactKind, plain_address, stronger
from rapport.shared.refusals import NotFound
from rapport.shops.actions.trail import record
from rapport.shops.rules.roles import Actor

BY_HAND = "hand"
WRITTEN = ("creator", "kind", "address", "source", "basis", "proof", "seen_at")


@dataclass(frozen=True, slots=True)
class ToldContact:
    """An address that a source names as a creator's, already in its plain form."""

    creator_id: int
    kind: ContactKind
    address: str
    source: str
    basis: Basis = Basis.PUBLISHED


@transaction.atomic
def keep_contacts(told: Iterable[ToldContact], *, now: datetime) -> int:
    """Keep addresses; a known one is seen anew, and held on the stronger basis. How many were new."""
    wanted = {(one.creator_id, one.kind, one.address): one for one in told}
    rows = CreatorContact.objects.filter(creator_id__in={one.creator_id for one in wanted.values()})
    known = {(row.creator_id, ContactKind(row.kind), row.address): row for row in rows}
    fresh = [
        (creator_id, kind.value, address, one.source[:SOURCE_CHARS], one.basis.value, "", now)
        for (creator_id, kind, address), one in wanted.items()
        if (creator_id, kind, address) not in known
    ]
    insert(CreatorContact, fresh, WRITTEN, missing=True)
    seen = [row for name, row in known.items() if name in wanted and _seen_anew(row, wanted[name].basis, now)]
    update(seen, ("basis", "seen_at"))
    return len(fresh)


def _seen_anew(row: CreatorContact, basis: Basis, now: datetime) -> bool:
    """Put what is told now over a known address; whether that changes anything."""
    before = (row.basis, row.seen_at)
    row.basis, row.seen_at = stronger(Basis(row.basis), basis).value, max(row.seen_at, now)
    return (row.basis, row.seen_at) != before


@transaction.atomic
def add_contact(
    workspace_id: int,
    creator_id: int,
    kind: ContactKind,
    typed: str,
    basis: Basis,
    proof: str,
    *,
    by: Actor,
    now: datetime,
) -> CreatorContact:
    """Keep an address that a person typed, on the basis they name. Refuses with NotFound or AddressInvalid."""
    if not Creator.objects.filter(workspace_id=workspace_id, pk=creator_id, forgotten_at=None).exists():
        raise NotFound(what="creator", id=creator_id)
    address = plain_address(kind, typed)
    row, made = CreatorContact.objects.get_or_create(
        creator_id=creator_id,
        kind=kind,
        address=address,
        defaults={"source": BY_HAND, "basis": basis, "proof": proof.strip()[:PROOF_CHARS], "seen_at": now},
    )
    if not made:
        row.basis, row.proof, row.seen_at, row.bad_since = basis, proof.strip()[:PROOF_CHARS], now, None
        row.save(update_fields=["basis", "proof", "seen_at", "bad_since"])
    record(workspace_id, by, "creator.contact", str(creator_id), now=now, kind=kind.value, basis=basis.value)
    return row


@transaction.atomic
def remove_contact(workspace_id: int, contact_id: int, *, by: Actor, now: datetime) -> int:
    """Forget one address; its creator's id. Refuses with NotFound."""
    row = CreatorContact.objects.filter(pk=contact_id, creator__workspace_id=workspace_id).first()
    if row is None:
        raise NotFound(what="contact", id=contact_id)
    row.delete()
    record(workspace_id, by, "creator.contact_remove", str(row.creator_id), now=now, kind=row.kind)
    return row.creator_id


def mark_bad(workspace_id: int, kind: ContactKind, address: str, *, now: datetime) -> None:
    """What is sent there comes back: nobody writes to it until it is entered anew."""
    rows = CreatorContact.objects.filter(creator__workspace_id=workspace_id, kind=kind, address=address)
    rows.filter(bad_since=None).update(bad_since=now)
