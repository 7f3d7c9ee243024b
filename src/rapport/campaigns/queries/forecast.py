"""The forecast of a shop's quota: its pace, and the answers that its invitations should still bring."""

from datetime import datetime, timedelta

from django.db.models import Min, Sum

from rapport.campaigns.models import Plan
from rapport.outreach.models import QuotaEntry, QuotaWindow
from rapport.outreach.queries.quota import standing_of
from rapport.outreach.rules.forecast import Forecast, Pace, forecast
from rapport.shared.periods import Period
from rapport.shops.models import Shop
from rapport.shops.queries.shops import policy_of

LOOKED_AT = timedelta(days=14)


def forecast_of(shop: Shop, window: QuotaWindow, *, now: datetime) -> Forecast:
    """What to expect of a shop's present window; answers as its last plan expected them."""
    plan = Plan.objects.filter(shop=shop, window=window).first()
    return forecast(
        standing_of(window),
        Period(window.starts_at, window.ends_at),
        _pace(window, now),
        plan.answers_tenths if plan else 0,
        policy_of(shop).quota.cost_reply,
        now=now,
    )


def _pace(window: QuotaWindow, now: datetime) -> Pace:
    """Units that the shop spent in the last days; where its ledger is younger, since it began."""
    entries = QuotaEntry.objects.filter(window__shop=window.shop_id, window__pool=window.pool, at__lte=now)
    first = entries.aggregate(first=Min("at"))["first"] or now
    since = max(first, now - LOOKED_AT)
    spent = entries.filter(at__gte=since).aggregate(units=Sum("spent"))["units"] or 0
    return Pace(spent, now - since)
