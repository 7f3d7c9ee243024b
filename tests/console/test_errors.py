"""Error pages say what happened in the reader's language, and nothing else."""

import logging

import pytest
from django.test import Client
from django.urls import reverse
from tests.cast import Cast
from tests.console.conftest import signed_in
from tests.console.test_pages import POLICY, Parts
from tests.console.world import World

import rapport.console.imports

SECRET = "shhh-app-secret-71"


@pytest.fixture
def breaks(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> Client:
    """The page of imported files fails with a secret in its mouth."""

    def fail(_workspace_id: int) -> None:
        raise RuntimeError(SECRET)

    monkeypatch.setattr(rapport.console.imports, "import_runs", fail)
    caplog.set_level(logging.CRITICAL, logger="django.request")
    return Client(raise_request_exception=False, headers={"accept-language": "en"})


def test_a_fault_shows_no_secret_and_no_code(breaks: Client, cast: Cast) -> None:
    breaks.force_login(cast.mei)
    answer = breaks.get(reverse("imports"), {"asked": SECRET})
    page = answer.content.decode()
    assert answer.status_code == 500
    assert "Something went wrong" in page
    assert SECRET not in page
    assert "RuntimeError" not in page
    assert "Traceback" not in page


def test_error_pages_run_nothing_either(breaks: Client, cast: Cast) -> None:
    breaks.force_login(cast.mei)
    for where in (reverse("imports"), reverse("creator", args=[10**9]), "/nowhere/"):
        answer = breaks.get(where)
        assert set(answer["Content-Security-Policy"].split("; ")) == POLICY
        assert list(Parts(answer.content.decode()).inline()) == []


@pytest.mark.parametrize(("language", "says"), [("en", "Not found"), ("zh-hans", "没有找到")])
def test_what_is_not_there_is_said_without_repeating_the_address(language: str, says: str, cast: Cast) -> None:
    client = signed_in(cast.mei, language)
    for where in (f"/{SECRET}/", f"/creators/999999999/?why={SECRET}"):
        answer = client.get(where)
        assert answer.status_code == 404
        assert says in answer.content.decode()
        assert SECRET not in answer.content.decode()


def test_what_a_seat_does_not_include_is_said_without_naming_it(world: World, viewer: Client) -> None:
    answer = viewer.post(reverse("save_rules", args=[world.cast.uk.pk]), {"pack": SECRET})
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "Your seat does not include this" in page
    assert SECRET not in page
    assert world.cast.uk.name not in page


def test_a_choice_that_no_form_offers_is_not_understood(world: World, mei: Client) -> None:
    answer = mei.post(reverse("campaign_state", args=[world.campaign.pk]), {"state": SECRET})
    assert answer.status_code == 400
    assert "The request could not be read" in answer.content.decode()
    assert SECRET not in answer.content.decode()


def test_settings_show_no_secret_of_a_connection(world: World, mei: Client) -> None:
    for name in ("settings", "trail", "today"):
        page = mei.get(reverse(name)).content.decode()
        for secret in ("app-secret", "ROW_access", "ROW_refresh", "ROW_cipher", "6appkey"):
            assert secret not in page, name
