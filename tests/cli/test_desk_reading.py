"""`rapport campaigns`, `threads` and `quota`: what stands, for reading."""

from datetime import timedelta

from tests.cast import MEI, NOW, Cast
from tests.cli.conftest import Terminal

from rapport.campaigns.actions.campaigns import CampaignDraft, open_campaign
from rapport.campaigns.models import Campaign
from rapport.creators.rules.screens import Screen
from rapport.outreach.actions.windows import open_window
from rapport.outreach.models import Message, Thread


def spring(cast: Cast) -> Campaign:
    draft = CampaignDraft(
        name="Spring",
        goal=Campaign.Goal.SALES,
        screen=Screen.of(region="GB"),
        rates={cast.serum.pk: 2000},
        starts_at=NOW,
        ends_at=NOW + timedelta(days=30),
        approval=Campaign.Approval.PERSON,
        per_day_max=5,
    )
    return open_campaign(cast.uk, draft, by=MEI, now=NOW)


def talk(cast: Cast) -> Thread:
    """Anna asked something and waits."""
    thread = Thread.objects.create(shop=cast.uk, creator=cast.anna, waiting_since=NOW, last_in_at=NOW)
    Message.objects.create(
        thread=thread, text="Is it vegan?", state=Message.State.RECEIVED, due_at=NOW, sent_at=NOW, platform_id="1"
    )
    return thread


def test_campaigns_are_listed_with_their_counts(terminal: Terminal, cast: Cast) -> None:
    found = spring(cast)
    (row,) = terminal.read("campaigns", "list", "--shop", "uk")
    assert (row["id"], row["name"], row["state"], row["invited"]) == (found.pk, "Spring", "active", 0)
    assert terminal.read("campaigns", "list", "--shop", "us") == []


def test_a_campaign_shows_products_and_shortlist(terminal: Terminal, cast: Cast) -> None:
    found = spring(cast)
    told = terminal.read("campaigns", "show", str(found.pk))
    assert told["products"] == [{"product": "1001", "title": "Vitamin C Serum", "rate": 2000}]
    assert {one["creator"] for one in told["shortlist"]} <= {"anna", "bao", "chai", "dara"}
    assert len(told["shortlist"]) == told["shortlisted"]
    assert "20%  Vitamin C Serum" in terminal.type("campaigns", "show", str(found.pk)).output


def test_threads_are_listed_and_read(terminal: Terminal, cast: Cast) -> None:
    thread = talk(cast)
    told = terminal.read("threads", "list", "--waiting")
    assert [(row["id"], row["creator"], row["last_text"]) for row in told["threads"]] == [
        (thread.pk, "anna", "Is it vegan?")
    ]
    (message,) = terminal.read("threads", "show", str(thread.pk))["messages"]
    assert (message["from"], message["text"], message["units"]) == ("creator", "Is it vegan?", 0)
    assert "@anna\nIs it vegan?" in terminal.type("threads", "show", str(thread.pk)).output


def test_quota_tells_what_is_left_of_each_shops_week(terminal: Terminal, cast: Cast) -> None:
    open_window(cast.uk, now=NOW)
    uk, us = terminal.read("quota")
    window = uk["window"]
    assert (window["cap"], window["spent"], window["held"], window["left"]) == (20, 0, 0, 20)
    assert us["window"] is None
    assert "20 / 20" in terminal.type("quota", "--shop", "uk").output


def test_numbers_nobody_has_are_refused(terminal: Terminal, cast: Cast) -> None:
    assert terminal.refused("campaigns", "show", "999") == {
        "error": "not_found",
        "message": "not_found",
        "data": {"what": "campaign", "id": 999},
    }
    assert terminal.refused("threads", "show", "999")["data"] == {"what": "thread", "id": 999}
