"""Signing in and out, switching the language and the workspace."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import NoReverseMatch, reverse
from tests.cast import MEI, NOW, PASSWORD, Cast
from tests.console.conftest import signed_in
from tests.console.test_pages import POLICY, Parts

from rapport.shops.actions.workspaces import seat_member
from rapport.shops.rules.roles import Role

SIGN_IN = "/sign-in/"


@pytest.fixture
def visitor(cast: Cast) -> Client:
    """A browser in which nobody is signed in."""
    return Client(headers={"accept-language": "en"})


def sign_in(client: Client, name: str = "mei", password: str = PASSWORD, where: str = SIGN_IN) -> str:
    """Fill in the form; where it leads, or the empty string where it stays."""
    answer = client.post(where, {"login": name, "password": password})
    return answer.get("Location", "")


def test_mei_signs_in_and_stands_on_today_s_page(visitor: Client) -> None:
    assert sign_in(visitor) == "/"
    assert "Moonwell" in visitor.get("/").content.decode()


def test_signing_in_leads_to_the_page_that_was_asked_for_and_never_elsewhere(visitor: Client) -> None:
    assert sign_in(visitor, where=f"{SIGN_IN}?next=/plan/") == "/plan/"
    visitor.logout()
    assert sign_in(visitor, where=f"{SIGN_IN}?next=https://elsewhere.example/") == "/"


@pytest.mark.parametrize(("name", "password"), [("mei", "not her password"), ("nobody", PASSWORD)])
def test_a_wrong_name_and_a_wrong_password_are_told_alike(name: str, password: str, visitor: Client) -> None:
    answer = visitor.post(SIGN_IN, {"login": name, "password": password})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "The username and/or password you specified are not correct." in page
    assert password not in page
    assert visitor.get("/").status_code == 302


def test_guessing_is_slowed_down(visitor: Client) -> None:
    answers = [visitor.post(SIGN_IN, {"login": "mei", "password": f"guess {number}"}) for number in range(6)]
    assert [one.status_code for one in answers[:5]] == [200] * 5
    assert sign_in(visitor) == ""


def test_signing_out_ends_the_session(visitor: Client) -> None:
    sign_in(visitor)
    assert visitor.get("/sign-out/").status_code == 200
    assert visitor.get("/").status_code == 200
    assert visitor.post("/sign-out/")["Location"] == SIGN_IN
    assert visitor.get("/").status_code == 302


def test_the_sign_in_pages_run_nothing_but_their_own_files(visitor: Client, mei: Client) -> None:
    shown = [visitor.get(SIGN_IN), mei.get("/sign-out/"), mei.post(reverse("new_token"), {"member": "mei"})]
    for answer in shown:
        parts = Parts(answer.content.decode())
        assert answer.status_code == 200
        assert set(answer["Content-Security-Policy"].split("; ")) == POLICY
        assert [*parts.inline(), *parts.elsewhere()] == []


def test_a_sign_in_form_without_its_token_is_refused(cast: Cast) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(SIGN_IN, {"login": "mei", "password": PASSWORD}).status_code == 403


def test_nobody_signs_up_by_themselves(visitor: Client) -> None:
    for name in ("account_signup", "account_reset_password", "account_change_password", "admin:index"):
        with pytest.raises(NoReverseMatch):
            reverse(name)
    for where in ("/sign-up/", "/signup/", "/accounts/signup/", "/sign-in/signup/", "/admin/"):
        assert visitor.get(where).status_code == 404


def test_the_language_is_switched_for_a_stranger_by_a_cookie(visitor: Client) -> None:
    answer = visitor.post(reverse("language"), {"language": "zh-hans", "next": SIGN_IN})
    assert answer["Location"] == SIGN_IN
    assert answer.cookies[settings.LANGUAGE_COOKIE_NAME]["httponly"] is True
    assert visitor.get(SIGN_IN)["Content-Language"] == "zh-hans"


def test_the_language_is_switched_for_a_user_on_every_device(cast: Cast, mei: Client) -> None:
    mei.post(reverse("language"), {"language": "zh-hans"})
    cast.mei.refresh_from_db()
    assert cast.mei.language == "zh-hans"
    assert signed_in(cast.mei, "en").get("/")["Content-Language"] == "zh-hans"


def test_a_language_that_is_not_spoken_here_is_refused(mei: Client) -> None:
    assert mei.post(reverse("language"), {"language": "xx"}).status_code == 400


@pytest.mark.parametrize("elsewhere", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"])
def test_no_form_leads_away(elsewhere: str, mei: Client) -> None:
    answer = mei.post(reverse("language"), {"language": "en", "next": elsewhere})
    assert answer["Location"] == "/"


def test_mei_works_on_in_the_other_workspace_in_which_she_has_a_seat(cast: Cast, mei: Client) -> None:
    seat_member(cast.harbour.pk, "mei", Role.VIEWER, by=MEI, now=NOW)
    mei.post(reverse("workspace"), {"workspace": cast.moonwell.pk})
    assert "@anna" in mei.get(reverse("creators")).content.decode()
    mei.post(reverse("workspace"), {"workspace": cast.harbour.pk})
    assert "@anna" not in mei.get(reverse("creators")).content.decode()
    assert mei.post(reverse("add_wording"), {}).status_code == 403


def test_nobody_switches_to_a_workspace_without_a_seat(cast: Cast, mei: Client) -> None:
    for wanted in (cast.harbour.pk, "", "all"):
        assert mei.post(reverse("workspace"), {"workspace": wanted}).status_code == 404
    assert "@anna" in mei.get(reverse("creators")).content.decode()
