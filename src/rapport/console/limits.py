"""The limits that a campaign keeps when it runs by itself, as a form on its page."""

from collections.abc import Mapping
from datetime import time

from django.http import HttpResponse
from django.utils.translation import gettext

from rapport.campaigns.actions.running import set_limits
from rapport.campaigns.queries.campaigns import campaign
from rapport.console import entries
from rapport.console.desk import Desk, write
from rapport.outreach.rules.pace import Pace
from rapport.shared.periods import WEEKDAYS
from rapport.shared.refusals import Refusal
from rapport.shops.rules.roles import Ability


class ClockUnreadable(Refusal):
    """A field asks for a time of day and holds something else."""

    code = "console.clock_unreadable"


@write(Ability.PLAN)
def save(desk: Desk, campaign_id: int) -> HttpResponse:
    """Keep the limits as they were typed."""
    found, sent = campaign(desk.workspace_id, campaign_id), desk.request.POST
    with desk.told():
        pace = Pace(
            per_hour_max=entries.whole(sent, "per_hour_max") or 0,
            minds_holidays="minds_holidays" in sent,
            works_on=tuple(day for day, name in enumerate(WEEKDAYS) if name in sent.getlist("works_on")),
            works_from=clock(sent, "works_from"),
            works_until=clock(sent, "works_until"),
        )
        per_day = entries.whole(sent, "per_day_max") or 0
        set_limits(found, per_day, pace, by=desk.seat.actor, now=desk.now_of(found.shop))
        desk.say(gettext("The limits are kept; what is queued already leaves as it was planned."))
    return desk.back("campaign", campaign_id)


def clock(sent: Mapping[str, str], name: str) -> time | None:
    """A time of day as time fields send it, `09:30`; empty is none. Refuses with ClockUnreadable."""
    typed = entries.text(sent, name)
    try:
        return time.fromisoformat(typed).replace(tzinfo=None, second=0, microsecond=0) if typed else None
    except ValueError:
        raise ClockUnreadable(text=typed) from None
