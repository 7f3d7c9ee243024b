"""`rapport plan` and `rapport campaigns`: what a person settles beside single lines."""

from tests.campaigns.stage import acts, opened, planned
from tests.cast import Cast
from tests.cli.conftest import Terminal

from rapport.campaigns.models import Campaign, PlanLine


def test_a_creator_is_pinned_and_freed(terminal: Terminal, cast: Cast) -> None:
    opened(cast)
    last = planned(cast.uk)[-1]
    made = terminal.read("plan", "want", str(last.pk), "pin", "--why", "a friend")
    assert (made["creator"], made["kind"]) == ("chai", "pin")
    assert acts(planned(cast.uk))[0] == ("invite", "chai")
    terminal.read("plan", "unwant", str(made["id"]))
    assert acts(planned(cast.uk))[0] == ("invite", "anna")
    assert terminal.refused("plan", "unwant", str(made["id"]))["error"] == "campaigns.wish_undone"


def test_a_skipped_line_is_proposed_again(terminal: Terminal, cast: Cast) -> None:
    opened(cast)
    line = planned(cast.uk)[0]
    terminal.read("plan", "skip", str(line.pk))
    terminal.read("plan", "again", str(line.pk))
    assert PlanLine.objects.get(pk=line.pk).state == "proposed"


def test_a_shop_is_stopped_and_goes_on(terminal: Terminal, cast: Cast) -> None:
    assert terminal.read("plan", "stop", "--shop", "uk", "--why", "wrong price")["stopped"] is True
    assert terminal.refused("plan", "stop", "--shop", "uk")["error"] == "outreach.stands_already"
    assert terminal.read("plan", "resume", "--shop", "uk") == {
        "shop": "Moonwell GB",
        "stopped": False,
        "spread_anew": 0,
    }


def test_a_campaign_runs_by_itself_inside_its_limits(terminal: Terminal, cast: Cast) -> None:
    made = opened(cast)
    terminal.read("campaigns", "approval", str(made.pk), "automatic")
    options = ("--per-day", "7", "--per-hour", "4", "--days", "01234", "--hours", "10:00-18:30", "--no-holidays")
    assert terminal.read("campaigns", "limits", str(made.pk), *options) == {
        "id": made.pk,
        "per_day_max": 7,
        "per_hour_max": 4,
        "minds_holidays": False,
        "works_on": [0, 1, 2, 3, 4],
        "works_from": "10:00:00",
        "works_until": "18:30:00",
    }
    assert Campaign.objects.get(pk=made.pk).approval == "automatic"
    assert terminal.read("campaigns", "limits", str(made.pk), "--hours", "")["works_from"] is None
    assert terminal.type("campaigns", "limits", str(made.pk), "--days", "8").exit_code == 2
    assert terminal.type("campaigns", "limits", str(made.pk), "--hours", "ten").exit_code == 2
