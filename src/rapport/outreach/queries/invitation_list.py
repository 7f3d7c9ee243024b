"""Invitations of a workspace as a list: counted by stage, narrowed, and marked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from rapport.collaborations.models import CollaborationCreator
from rapport.outreach.models import Invitation, Thread
from rapport.outreach.queries.opt_outs import opted_out_among
from rapport.outreach.rules.life import Stage
from rapport.outreach.rules.standing import Between
from rapport.policies.rules.playbooks import FollowUpPlay
from rapport.shared.paging import Cut, Page

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list is narrowed to; empty is everything. `mark` is one that time sets: idle, silent or cooling."""

    shop_id: int | None = None
    stage: str = ""
    ending: str = ""
    mark: str = ""
    text: str = ""
    creators: QuerySet[Any, Any] | None = None


@dataclass(frozen=True, slots=True)
class InvitationRow:
    """One invitation; `platform_word` is the platform's own for its seat, `thread_id` the talk."""

    invitation: Invitation
    between: Between
    platform_word: str
    showcase_products: int
    thread_id: int | None


def invitation_page(
    workspace_id: int, wanted: Wanted, page: int, *, play: FollowUpPlay, now: datetime
) -> Page[InvitationRow]:
    """One page, the newest first. `play` and `now` tell whom time has marked."""
    rows = _narrowed(Invitation.objects.filter(shop__workspace_id=workspace_id), wanted, play, now)
    cut = Cut.of(rows.count(), page, PAGE_SIZE)
    talk = Thread.objects.filter(shop=OuterRef("shop"), creator=OuterRef("creator"), channel="im")
    seat = CollaborationCreator.objects.filter(collaboration=OuterRef("collaboration"), creator=OuterRef("creator"))
    shown = rows.select_related("shop", "creator", "collaboration").annotate(
        talk=Subquery(talk.values("pk")[:1]),
        out_at=Subquery(talk.values("last_out_at")[:1]),
        in_at=Subquery(talk.values("last_in_at")[:1]),
        word=Subquery(seat.values("platform_word")[:1]),
        showing=Subquery(seat.values("showcase_products")[:1]),
    )
    found = list(shown.order_by("-queued_at", "-pk")[cut.part])
    refusing = opted_out_among([one.creator_id for one in found])
    return cut.holding([_row(one, refusing) for one in found])


def counts_by_stage(workspace_id: int, shop_id: int | None) -> dict[str, int]:
    """How many invitations stand in each stage."""
    rows = Invitation.objects.filter(shop__workspace_id=workspace_id)
    rows = rows.filter(shop_id=shop_id) if shop_id is not None else rows
    counted = dict(rows.order_by().values_list("stage").annotate(Count("pk")))
    return {stage.value: counted.get(stage.value, 0) for stage in Stage}


def _narrowed(rows: QuerySet[Invitation], wanted: Wanted, play: FollowUpPlay, now: datetime) -> QuerySet[Invitation]:
    plain = {"shop_id": wanted.shop_id, "stage": wanted.stage or None, "ending": wanted.ending or None}
    rows = rows.filter(**{name: value for name, value in plain.items() if value is not None})
    if wanted.text:
        called = wanted.text.lstrip("@")
        rows = rows.filter(Q(creator__handle__icontains=called) | Q(creator__nickname__icontains=called))
    if wanted.creators is not None:
        rows = rows.filter(creator__in=wanted.creators)
    if wanted.mark in MARKED:
        rows = rows.filter(MARKED[wanted.mark](play, now))
    return rows


def _cooling(play: FollowUpPlay, now: datetime) -> Q:
    by_time = Q(free_from=None, closed_at__gt=now - play.reinvite_after)
    return Q(stage=Stage.CLOSED) & (by_time | Q(free_from__gt=now))


def _silent(play: FollowUpPlay, now: datetime) -> Q:
    before = now - play.close_after
    unasked = Q(reopened_at=None) | Q(reopened_at__lte=before)
    return unasked & Q(stage=Stage.INVITED, invited_at__lte=before)


def _idle(play: FollowUpPlay, now: datetime) -> Q:
    before = now - play.idle_after
    unasked = Q(reopened_at=None) | Q(reopened_at__lte=before)
    return unasked & Q(stage=Stage.ACCEPTED, accepted_at__lte=before)


MARKED = {"cooling": _cooling, "silent": _silent, "idle": _idle}
"""The marks of time as conditions of the database; each row is judged by the rule itself once more."""


def _row(one: Invitation, refusing: Mapping[int, datetime]) -> InvitationRow:
    facts = one.facts(getattr(one, "out_at", None), getattr(one, "in_at", None))
    return InvitationRow(
        invitation=one,
        between=Between(facts, one.creator.blocked_why, refusing.get(one.creator_id)),
        platform_word=getattr(one, "word", "") or "",
        showcase_products=getattr(one, "showing", 0) or 0,
        thread_id=getattr(one, "talk", None),
    )
