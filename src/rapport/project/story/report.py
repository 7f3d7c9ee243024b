"""What a story tells: a row for each shop and week, ours beside the sandbox's own count, and what the reviews
ask for.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import httpx

from rapport.project.story.play import Played, StoryWish
from rapport.review.models import ReviewAction
from rapport.review.queries import reviews_of, week_figures
from rapport.shared.money import Money
from rapport.shared.periods import Period
from rapport.shops.models import Connection, Shop
from rapport.shops.queries.shops import shops_of

TIMEOUT_S = 60.0


@dataclass(frozen=True, slots=True)
class Row:
    """One shop's week; money in the shop's currency, `cap` None where unlimited."""

    shop: str
    week: int
    currency: str
    cap: int | None
    sent_ledger: int
    sent_platform: int
    replies: int
    acceptances: int
    samples: int
    contents: int
    paid_orders: int
    gmv: Money
    refunds: Money
    commission_ours: Money
    commission_platform: Money

    def as_json(self) -> dict[str, object]:
        money = {
            "gmv": str(self.gmv),
            "refunds": str(self.refunds),
            "commission_ours": str(self.commission_ours),
            "commission_platform": str(self.commission_platform),
        }
        counts = (
            "shop", "week", "cap", "sent_ledger", "sent_platform", "replies", "acceptances", "samples", "contents",
            "paid_orders",
        )  # fmt: skip
        return {**{name: getattr(self, name) for name in counts}, **money}


@dataclass(frozen=True, slots=True)
class Told:
    """The whole story."""

    rows: list[Row]
    sent_twice: int
    actions: list[dict[str, object]]

    def as_json(self) -> dict[str, object]:
        return {
            "rows": [row.as_json() for row in self.rows],
            "sent_twice": self.sent_twice,
            "actions": self.actions,
        }


def tell(wish: StoryWish, played: Played) -> Told:
    """Gather the rows from our domains and from the sandbox's own count."""
    shops = shops_of(played.workspace.pk)
    names = dict(zip((shop.pk for shop in shops), wish.shops, strict=True))
    rows, twice = [], 0
    with _control(played) as control:
        for shop in shops:
            counted = _asked(control, "quota", shop)
            messages = _asked(control, "messages", shop)
            twice += messages["sent_twice"] + messages["invited_twice"]
            for number, week in enumerate(played.weeks[shop.pk], start=1):
                rows.append(_row(shop, names[shop.pk], number, week, counted))
    return Told(rows, twice, _actions(played, names))


def _row(shop: Shop, name: str, number: int, week: Period, counted: Sequence[dict[str, Any]]) -> Row:
    figures = week_figures(shop, week)
    platform = sum(one["used"] for one in counted if week.start.timestamp() <= one["start"] < week.end.timestamp())

    def money(minor: int) -> Money:
        return Money(minor, shop.currency)

    return Row(
        shop=name,
        week=number,
        currency=shop.currency,
        cap=figures.quota_cap,
        sent_ledger=figures.quota_spent,
        sent_platform=platform,
        replies=figures.messages_received,
        acceptances=figures.accepted,
        samples=figures.samples,
        contents=figures.contents,
        paid_orders=figures.paid_orders,
        gmv=money(figures.gmv_minor),
        refunds=money(figures.refunded_minor),
        commission_ours=money(figures.commission_minor),
        commission_platform=money(figures.platform_commission_minor),
    )


def _actions(played: Played, names: dict[int, str]) -> list[dict[str, object]]:
    """What the reviews of the story's weeks ask for, in order of weeks."""
    found: list[dict[str, object]] = []
    for review in sorted(reviews_of(played.workspace.pk), key=lambda one: (one.starts_at, one.shop_id)):
        number = _number(played.weeks[review.shop_id], review.starts_at)
        if number is None:
            continue
        actions = sorted(review.actions.all(), key=lambda one: (one.finding, one.creator.handle if one.creator else ""))
        found.extend(_action(action, names[review.shop_id], number) for action in actions)
    return found


def _action(action: ReviewAction, shop: str, week: int) -> dict[str, object]:
    creator = action.creator.handle if action.creator else None
    return {"shop": shop, "week": week, "action": action.finding, "creator": creator, "reason": action.reason}


def _number(weeks: Sequence[Period], start: datetime) -> int | None:
    return next((number for number, week in enumerate(weeks, start=1) if week.start == start), None)


def _control(played: Played) -> httpx.Client:
    connection: Connection = played.connection
    return httpx.Client(
        base_url=connection.base_url,
        transport=played.outside.transport(connection.base_url),
        headers={"x-control-token": connection.control_token},
        timeout=TIMEOUT_S,
    )


def _asked(control: httpx.Client, what: str, shop: Shop) -> Any:
    answer = control.get(f"/control/{what}", params={"shop_id": shop.platform_id})
    answer.raise_for_status()
    return answer.json()
