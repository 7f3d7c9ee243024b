"""What a workspace's shops wrote to each creator and heard from them, over all time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Max, Min

from rapport.outreach.models import Invitation, Message
from rapport.outreach.queries.opt_outs import asked_to_stop
from rapport.outreach.rules.life import Ending, Stage

HOPED_FOR = timedelta(days=5)
"""An invitation unanswered for so long counts as one without an answer (brief S2: close after five days of silence)."""
NO_ANSWER_ASKED = (Ending.REFUSED, Ending.WITHDRAWN)
"""Closed by the platform or by us: they say nothing of the creator."""


@dataclass(frozen=True, slots=True)
class Talk:
    """One creator's talk with the shops; `cases` are the invitations whose answer is known, or no longer hoped for."""

    first_contact_at: datetime | None
    last_contact_at: datetime | None
    contacts: int
    invitations: int
    replies: int
    cases: int
    minutes: tuple[int, ...]
    accepted: int
    declined: int
    is_open: bool
    said_no: bool


def talks(workspace_id: int, now: datetime) -> dict[int, Talk]:
    """The talk with every creator who was ever asked or written to, by creator id."""
    asked: dict[int, list[Invitation]] = {}
    refusing = asked_to_stop(workspace_id)
    for row in Invitation.objects.filter(shop__workspace_id=workspace_id).order_by("pk").iterator():
        asked.setdefault(row.creator_id, []).append(row)
    sent = Message.objects.filter(thread__shop__workspace_id=workspace_id, state=Message.State.SENT)
    counted = sent.values_list("thread__creator_id").annotate(Count("pk"), Min("sent_at"), Max("sent_at")).order_by()
    written = {creator_id: told for creator_id, *told in counted}
    return {
        creator_id: _talk(
            asked.get(creator_id, []),
            *written.get(creator_id, (0, None, None)),
            said_no=creator_id in refusing,
            now=now,
        )
        for creator_id in sorted(asked.keys() | written.keys() | refusing.keys())
    }


def _talk(
    asked: list[Invitation],
    messages: int,
    first: datetime | None,
    last: datetime | None,
    *,
    said_no: bool,
    now: datetime,
) -> Talk:
    sent = [(row, row.invited_at) for row in asked if row.invited_at is not None]
    moments = [at for at in (first, last, *(at for _, at in sent)) if at is not None]
    answers = [(at, answer) for row, at in sent if (answer := row.replied_at or row.accepted_at) is not None]
    unanswered = [row for row, at in sent if not (row.replied_at or row.accepted_at) and _is_over(row, at, now)]
    return Talk(
        first_contact_at=min(moments, default=None),
        last_contact_at=max(moments, default=None),
        contacts=messages + len(sent),
        invitations=len(sent),
        replies=len(answers),
        cases=len(answers) + len(unanswered),
        minutes=tuple(sorted(_minutes(answers))),
        accepted=sum(row.accepted_at is not None for row in asked),
        declined=sum(row.ending == Ending.DECLINED for row in asked),
        is_open=any(row.stage != Stage.CLOSED for row in asked),
        said_no=said_no,
    )


def _is_over(row: Invitation, invited_at: datetime, now: datetime) -> bool:
    if row.stage == Stage.CLOSED:
        return row.ending not in NO_ANSWER_ASKED
    return now - invited_at >= HOPED_FOR


def _minutes(answers: Iterable[tuple[datetime, datetime]]) -> list[int]:
    return [max((answer - at) // timedelta(minutes=1), 0) for at, answer in answers]
