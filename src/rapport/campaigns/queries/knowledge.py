"""What a shop knows of creators in general: what is usual, what its own invitations taught, when answers come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np

from rapport.campaigns.rules.arrivals import daily_chance
from rapport.campaigns.rules.learning import Learned, Outcomes, learn
from rapport.campaigns.rules.prospects import Chances, Worths, chances, house_prior, worths
from rapport.campaigns.rules.traits import Row, Scale, row_of
from rapport.creators.models import Creator
from rapport.outreach.models import Invitation
from rapport.outreach.queries.invitations import outcome_counts
from rapport.policies.rules.playbooks import PlannerPlay
from rapport.sales.queries import by_creator
from rapport.shared.money import WHOLE_RATE
from rapport.shops.models import Shop
from rapport.shops.queries.shops import playbook_of

LIBRARY_MOST = 5_000
"""So many creators say what is usual; more would not change it."""
INVITATIONS_MOST = 5_000
SETTLED_AFTER = timedelta(days=3)
"""An invitation that was closed, or so long past its closing time, will hardly be answered any more."""
SELLING_AFTER = timedelta(days=7)
SALES_SEEN = timedelta(days=182)
COLUMNS = ("followers", "average_views", "activity_30d", "gmv_30d_mid")
OF_CREATOR = tuple(f"creator__{name}" for name in COLUMNS)


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Everything that an invitation's worth follows from."""

    play: PlannerPlay
    scale: Scale
    learned: Learned
    mean: Chances
    daily: float

    def worths(self, rows: Sequence[Row], rate: int) -> Worths:
        """What inviting each of these creators at `rate` is worth."""
        return worths(rows, self.scale, self.learned, rate=rate, mean=self.mean, play=self.play)

    def worths_of(self, creators: Sequence[Creator], rate: int) -> Worths:
        return self.worths([row_of(one.metrics, category_match=True) for one in creators], rate)

    @property
    def own(self) -> int:
        """The shop's own outcomes behind a chance of a reply."""
        return self.learned.asked


def knowledge_of(shop: Shop, *, now: datetime) -> Knowledge:
    """What this shop knows at `now`; the same rows teach the same."""
    playbook = playbook_of(shop)
    scale = Scale.of(_library(shop))
    waits = playbook.follow_up.close_after + SETTLED_AFTER
    asked = list(
        Invitation.objects.filter(shop_id=shop.pk, invited_at__isnull=False)
        .order_by("-invited_at", "-pk")
        .values_list("creator_id", "attempt", "reminders", "invited_at", "replied_at", "accepted_at", *OF_CREATOR)[
            :INVITATIONS_MOST
        ]
    )
    tried = [_trial(row, playbook.planner) for row in asked if _is_over(row, now - waits)]
    sold = _sold(shop, now)
    outcomes = Outcomes(
        asked=scale.traits([row for row, _, _ in tried]),
        ease=np.array([ease for _, ease, _ in tried]),
        replied=np.array([replied for _, _, replied in tried]),
        sold=scale.traits([row for row, _ in sold]),
        amounts=np.array([amount for _, amount in sold], dtype=np.float64),
    )
    return Knowledge(
        play=playbook.planner,
        scale=scale,
        learned=learn([house_prior(playbook.planner, scale)], outcomes),
        mean=chances(playbook.planner, *outcome_counts(shop.pk)),
        daily=daily_chance([(row[4] - row[3]).days + 1 for row in asked if row[4] is not None]),
    )


def reminder_share(play: PlannerPlay) -> float:
    """The chance of a reminder, as a share of a first invitation's."""
    return min(1.0, play.reminder_reply_rate / max(1, play.reply_rate))


def _library(shop: Shop) -> list[Row]:
    """Creators of the shop's market; of very many, those known longest."""
    rows = Creator.objects.filter(workspace_id=shop.workspace_id, region=shop.region, merged_into=None)
    return [(*row, True) for row in rows.order_by("pk").values_list(*COLUMNS)[:LIBRARY_MOST]]


def _is_over(row: tuple[object, ...], before: datetime) -> bool:
    invited_at, replied_at, accepted_at = row[3:6]
    answered = replied_at is not None or accepted_at is not None
    return answered or (isinstance(invited_at, datetime) and invited_at <= before)


def _trial(row: tuple[object, ...], play: PlannerPlay) -> tuple[Row, float, float]:
    """An invitation as an outcome: the creator's figures, how easy an answer was, whether one came."""
    attempt, reminders = int(str(row[1])), int(str(row[2]))
    first = (play.reply_after_silence / WHOLE_RATE) ** (attempt - 1)
    answered = row[4] is not None or row[5] is not None
    return _figures(row[6:10]), first + reminders * reminder_share(play), float(answered)


def _sold(shop: Shop, now: datetime) -> list[tuple[Row, int]]:
    """What each creator sold who posted more than a week ago; nothing is an outcome too."""
    posted = Invitation.objects.filter(shop_id=shop.pk, active_at__lte=now - SELLING_AFTER)
    seen = dict[int, Row]()
    for creator_id, *figures in posted.order_by("pk").values_list("creator_id", *OF_CREATOR):
        seen[creator_id] = _figures(figures)
    sales = by_creator(shop.pk, now - SALES_SEEN, now) if seen else {}
    return [(row, sales[pk].gmv_minor if pk in sales else 0) for pk, row in seen.items()]


def _figures(columns: Sequence[object]) -> Row:
    followers, views, posts, sales = (one if isinstance(one, int) else None for one in columns)
    return followers, views, posts, sales, True
