"""`rapport review`: the weeks in figures, and what they ask for."""

import click
from django.utils.translation import gettext, gettext_lazy

from rapport.cli.desk import Desk, command, put
from rapport.review.models import ReviewAction, WeeklyReview
from rapport.review.queries import reviews_of
from rapport.shared.refusals import Reason
from rapport.shared.wording import said


@click.group(help=gettext_lazy("Weekly reviews."))
def review() -> None:
    """Weekly reviews."""


@command(review, "list", help=gettext_lazy("Each shop's weeks, the newest first, with the actions that follow."))
@click.option("--shop", "wanted", default="", help=gettext_lazy("Shop by number, name or region."))
def list_reviews(*, wanted: str, as_json: bool) -> None:
    desk = Desk.open()
    shop_id = desk.shop(wanted).pk if wanted else None
    found = reviews_of(desk.workspace.pk, shop_id)
    put([_data(one) for one in found], as_json=as_json, text=lambda: _text(found))


def _data(one: WeeklyReview) -> dict[str, object]:
    return {
        "shop": one.shop.name,
        "week_start": one.starts_at.isoformat(),
        "week_end": one.ends_at.isoformat(),
        "currency": one.shop.currency,
        "figures": one.figures,
        "actions": [
            {"id": action.pk, "action": action.finding, "state": action.state, "reason": _said(action)}
            for action in one.actions.all()
        ],
    }


def _text(found: list[WeeklyReview]) -> str:
    if not found:
        return gettext("No week has been reviewed yet.")
    lines = []
    for one in found:
        lines.append(f"{one.shop.name}  {one.starts_at:%Y-%m-%d}")
        lines.extend(f"    {_said(action)}" for action in one.actions.all())
    return "\n".join(lines)


def _said(action: ReviewAction) -> str:
    return said(Reason.from_json(dict(action.reason)), gettext)
