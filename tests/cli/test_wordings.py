"""`rapport wordings`: listed with figures, tried on a campaign, and what comparing them takes."""

from tests.campaigns.stage import opened
from tests.cast import Cast
from tests.cli.conftest import Terminal


def test_wordings_are_listed_in_the_order_they_are_tried(terminal: Terminal, cast: Cast) -> None:
    rows = terminal.read("wordings", "list", "--purpose", "remind", "--language", "ja")
    assert [(one["name"], one["sent"], one["is_own"]) for one in rows] == [("gentle", 0, False), ("question", 0, False)]
    assert "{creator}様" in rows[0]["text"]


def test_a_campaign_s_messages_are_read_beforehand(terminal: Terminal, cast: Cast) -> None:
    made = opened(cast)
    rows = terminal.read("wordings", "try", str(made.pk))
    assert {one["wording"] for one in rows} == {"offer"}
    (first, *_) = terminal.read("wordings", "try", str(made.pk), "--wording", "video")
    assert (first["text"], first["why"]) == ("", "wording.no_template_fits")


def test_what_comparing_takes(terminal: Terminal, cast: Cast) -> None:
    told = terminal.read("wordings", "power", "14%", "18%", "--per-week", "20")
    assert told == {
        "per_arm": 1313,
        "creators": 2626,
        "per_week": 20,
        "weeks": 132,
        "in_time": False,
        "smallest_rate": 2351,
    }
    assert terminal.read("wordings", "power", "14", "28", "--shop", "uk")["weeks"] == 26
    assert (
        terminal.refused("wordings", "power", "14", "14", "--shop", "uk")["error"] == "experiments.difference_invalid"
    )
