"""`outreach.sync_quota`: what the platform says of the quota stands above what we reckon."""

from datetime import timedelta

from rapport.jobs.errand import Errand
from rapport.outreach.actions.windows import LiveQuota, open_window, record_live_quota
from rapport.platform_client import OutreachQuota
from rapport.sales.queries import gmv_since
from rapport.shared.money import minor_digits
from rapport.shared.periods import Period
from rapport.shops.queries.shops import policy_of


def sync_quota(errand: Errand) -> None:
    """Open the present window by the pack, then take over the platform's live answer."""
    shop, policy = errand.shop, policy_of(errand.shop).quota
    since = errand.now - timedelta(days=policy.gmv_window_days)
    gmv = gmv_since(shop.pk, since) // 10 ** minor_digits(shop.currency)
    open_window(shop, now=errand.now, gmv=gmv)
    with errand.client() as client:
        live = _live(client.outreach.quota())
    if live is not None:
        record_live_quota(shop, live, now=errand.now, gmv=gmv)


def _live(quota: OutreachQuota) -> LiveQuota | None:
    """The answer as our own value; None where the platform does not say which window it speaks of."""
    if quota.starts_at is None or quota.ends_at is None:
        return None
    if not quota.is_unlimited and quota.total is None:
        return None
    return LiveQuota(
        period=Period(quota.starts_at, quota.ends_at),
        cap=None if quota.is_unlimited else quota.total,
        used=quota.used or 0,
        max_followers=quota.followers_max,
    )
