"""A demonstration lives up to the present: whoever opens it finds some weeks of work, and from then on real time."""

import logging
from collections.abc import Callable
from datetime import timedelta

from rapport.campaigns.actions.campaigns import APPROVAL_CHANGED, set_approval
from rapport.campaigns.models import Campaign
from rapport.jobs.clocks import move_clock, read_clock
from rapport.jobs.errand import machine_clock
from rapport.jobs.worker import Worker
from rapport.project.demonstration import SETUP, CampaignWish, fill_library, open_campaigns
from rapport.shops.models import AuditLine, Connection, Workspace
from rapport.shops.queries.shops import now_of, shops_of
from rapport.shops.rules.keys import shop_key
from rapport.work.queue import enqueue

STEP = timedelta(hours=12)
CLOSE_ENOUGH = timedelta(hours=1)
LEFT_TO_PEOPLE = timedelta(hours=36)
"""How much of the time before the present is planned but not carried out, so that the first morning has work."""
INVITATIONS_A_DAY = 6
logger = logging.getLogger("rapport.demonstration")


def live_up_to_now(worker: Worker, stopping: Callable[[], bool]) -> None:
    """Bring every demonstration to the present; stopped in between, the next start goes on where this one was."""
    for workspace in Workspace.objects.filter(is_demonstration=True).order_by("pk"):
        connection = Connection.objects.filter(workspace=workspace, kind=Connection.Kind.SANDBOX).first()
        if connection is not None:
            _live_on(workspace, connection, worker, stopping)


def _live_on(workspace: Workspace, connection: Connection, worker: Worker, stopping: Callable[[], bool]) -> None:
    shown = read_clock(connection, worker.outside).shown
    if machine_clock() - shown <= CLOSE_ENOUGH:
        return
    if not Campaign.objects.filter(shop__workspace=workspace).exists():
        fill_library(workspace, worker.drain)
        open_campaigns(workspace, CampaignWish(Campaign.Approval.AUTOMATIC, INVITATIONS_A_DAY), now=shown)
    while machine_clock() - shown > CLOSE_ENOUGH:
        worker.drain()
        if stopping():
            return
        if machine_clock() - shown <= LEFT_TO_PEOPLE:
            _hand_over(workspace)
        until = min(shown + STEP, machine_clock())
        shown = move_clock(connection, worker.outside, {"set": until.isoformat()}).shown
        logger.info("the demonstration has lived up to %s", f"{shown:%Y-%m-%d %H:%M}")
    worker.drain()
    move_clock(connection, worker.outside, {"speed": 1})
    _hand_over(workspace)


def _hand_over(workspace: Workspace) -> None:
    """From here on a person approves what is sent, until a person says otherwise."""
    lines = AuditLine.objects.filter(workspace=workspace, action=APPROVAL_CHANGED, actor=SETUP.label)
    if lines.exists():
        return
    for shop in shops_of(workspace.pk):
        now = now_of(shop, machine_clock())
        for campaign in Campaign.objects.filter(shop=shop).select_related("shop"):
            set_approval(campaign, Campaign.Approval.PERSON, by=SETUP, now=now)
        enqueue("campaigns.plan", shop_key(shop.pk))
