"""How long the week's quota lasts at the shop's own pace."""

from datetime import timedelta

from tests.cast import NOW, Cast

from rapport.campaigns.queries.forecast import forecast_of
from rapport.outreach.actions.quota import reserve, spend
from rapport.outreach.actions.windows import open_window
from rapport.outreach.rules.forecast import Outlook
from rapport.outreach.rules.quota import Kind

DAY = timedelta(days=1)


def test_eight_units_in_two_days_leave_twelve_for_three_more(cast: Cast) -> None:
    window = open_window(cast.uk, now=NOW)
    for number in range(8):
        spend(reserve(cast.uk, cast.anna, Kind.MESSAGE, f"message {number}", now=NOW), now=NOW)
    window.refresh_from_db()
    found = forecast_of(cast.uk, window, now=NOW + 2 * DAY)
    assert (found.outlook, found.per_day_hundredths, found.runs_out_at) == (Outlook.RUNS_OUT, 400, NOW + 5 * DAY)


def test_a_week_in_which_nothing_was_sent_has_no_pace(cast: Cast) -> None:
    found = forecast_of(cast.uk, open_window(cast.uk, now=NOW), now=NOW + DAY)
    assert (found.outlook, found.left, found.held, found.units_for_answers) == (Outlook.NO_PACE, 20, 0, 0)
