"""Threads, statements and reviews, for reading."""

from django.http import HttpRequest
from django.utils.translation import gettext
from ninja import Router

from rapport.api.access import seat
from rapport.api.schemas import ReviewOut, StatementOut, ThreadOut
from rapport.outreach.queries.threads import ThreadRow, thread_rows
from rapport.review.models import WeeklyReview
from rapport.review.queries import reviews_of
from rapport.settlement.queries.statements import StatementRow, statement_rows
from rapport.shared.refusals import Reason
from rapport.shared.wording import said

router = Router(tags=["books"])


@router.get("/threads", response=list[ThreadOut])
def list_threads(request: HttpRequest, *, shop_id: int | None = None, waiting: bool = False) -> list[ThreadOut]:
    """Threads, those who wait for an answer first."""
    return [_thread(row) for row in thread_rows(seat(request).workspace_id, shop_id=shop_id, waiting=waiting)]


@router.get("/statements", response=list[StatementOut])
def list_statements(request: HttpRequest, shop_id: int | None = None) -> list[StatementOut]:
    """Statements, the newest week first."""
    return [_statement(row) for row in statement_rows(seat(request).workspace_id, shop_id)]


@router.get("/reviews", response=list[ReviewOut])
def list_reviews(request: HttpRequest, shop_id: int | None = None) -> list[ReviewOut]:
    """Weekly reviews, the newest first, with what they ask for."""
    return [_review(row) for row in reviews_of(seat(request).workspace_id, shop_id)]


def _thread(row: ThreadRow) -> ThreadOut:
    return ThreadOut(
        id=row.thread_id,
        shop_id=row.shop_id,
        creator_id=row.creator_id,
        creator=row.handle,
        stage=row.stage,
        waiting_since=row.waiting_since,
        last_at=row.last_at,
        last_text=row.last_text,
        last_is_ours=row.last_is_ours,
    )


def _statement(row: StatementRow) -> StatementOut:
    return StatementOut(
        id=row.statement_id,
        shop_id=row.shop_id,
        shop=row.shop_name,
        week_start=row.starts_at,
        week_end=row.ends_at,
        currency=row.ours.currency,
        lines=row.lines,
        ours=str(row.ours),
        platform=str(row.platform),
        unsettled=str(row.unsettled),
        difference=str(row.difference),
    )


def _review(row: WeeklyReview) -> ReviewOut:
    actions = [
        {
            "action": one.finding,
            "state": one.state,
            "creator": one.creator.handle if one.creator else None,
            "reason": said(Reason.from_json(dict(one.reason)), gettext),
        }
        for one in row.actions.all()
    ]
    return ReviewOut(
        shop=row.shop.name, week_start=row.starts_at, week_end=row.ends_at, figures=row.figures, actions=actions
    )
