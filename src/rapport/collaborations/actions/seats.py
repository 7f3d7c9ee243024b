"""A creator's seat after the invitation: given back, seen taken out by the platform, counted."""

from datetime import datetime

from django.db import transaction

from rapport.collaborations.actions.plans import begin_terms, lock_collaboration
from rapport.collaborations.models import CollaborationCreator, TargetCollaboration
from rapport.shared.refusals import Reason, Refusal

State = TargetCollaboration.State
Seat = CollaborationCreator.State


class SeatGone(Refusal):
    """The platform has taken the creator out, or the collaboration is over: only a new invitation seats them again."""

    code = "collaborations.seat_gone"


@transaction.atomic
def give_back_seat(collaboration_id: int, creator_id: int, *, now: datetime) -> None:
    """Seat a creator again whom the platform was not told about yet; the terms begin anew.

    Refuses with SeatGone when the platform has taken them out, or the collaboration is over: seating them again would
    be a new invitation there.
    """
    row = lock_collaboration(collaboration_id)
    seat = CollaborationCreator.objects.select_for_update().get(collaboration=row, creator_id=creator_id)
    if row.state != State.ACTIVE or row.ends_at <= now or seat.gone_at is not None or seat.state != Seat.REMOVED:
        raise SeatGone(name=row.name)
    seat.state, seat.removed_at = Seat.ACCEPTED if seat.accepted_at else Seat.INVITED, None
    seat.save(update_fields=["state", "removed_at"])
    begin_terms(row, [creator_id], Reason("terms.seat_given_back", {"name": row.name}), now=now)


@transaction.atomic
def record_taken_out_there(collaboration_id: int, creator_id: int, *, now: datetime) -> None:
    """The platform shows that the creator is out, by whomever: nothing is left to tell it."""
    seat = CollaborationCreator.objects.filter(collaboration_id=collaboration_id, creator_id=creator_id)
    seat.filter(gone_at=None).update(gone_at=now)


def record_counts(collaboration_id: int, *, showcase: int | None, content: int | None, invited: int | None) -> None:
    """What the platform counted when the seats were looked at; while it counts the same nobody looks again."""
    told = {"seen_showcase_creators": showcase, "seen_content_creators": content, "seen_creators": invited}
    kept = {name: count for name, count in told.items() if count is not None}
    TargetCollaboration.objects.filter(pk=collaboration_id).update(**kept)
