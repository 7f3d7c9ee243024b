"""Who may come where: other workspaces, viewers, strangers, forms from elsewhere, and the wrong method."""

import pytest
from django.test import Client
from django.urls import reverse
from tests.cast import Cast
from tests.console.addresses import FORMS, NAMES, PAGES, WITH_ID, WRITES, address, query
from tests.console.rows import all_rows
from tests.console.world import World

from rapport.shops.models import User

SHOP_LISTS = [
    "threads", "invitations", "plan", "campaigns", "new_campaign", "campaign_bounds", "campaign_count",
    "collaborations", "samples", "statements", "reviews",
]  # fmt: skip
PUBLIC = {"language"}
"""What needs no seat."""


@pytest.mark.parametrize("name", WITH_ID)
def test_another_workspace_s_things_are_not_found_and_stay_as_they_are(name: str, world: World, harry: Client) -> None:
    before = all_rows()
    where = address(name, world)
    answer = harry.post(where, FORMS[name](world)) if name in FORMS else harry.get(where)
    assert answer.status_code == 404
    assert all_rows() == before


@pytest.mark.parametrize("name", SHOP_LISTS)
def test_no_list_is_filtered_by_another_workspace_s_shop(name: str, world: World, harry: Client) -> None:
    assert harry.get(reverse(name), {"shop": world.cast.uk.pk}).status_code == 404


@pytest.mark.parametrize(
    "name",
    [
        "create_campaign",
        "create_search",
        "begin_experiment",
        "new_token",
        "end_token",
        "move_clock",
        "workspace",
        "export_deidentified",
    ],
)
def test_forms_that_name_another_workspace_s_things_are_refused(name: str, world: World, harry: Client) -> None:
    before = all_rows()
    assert harry.post(reverse(name), FORMS[name](world)).status_code == 404
    assert all_rows() == before


def test_lists_hold_nothing_of_another_workspace(world: World, harry: Client) -> None:
    for name in (
        "today",
        "creators",
        "threads",
        "collaborations",
        "imports",
        "settings",
        "trail",
        "wordings",
        "experiments",
    ):
        page = harry.get(reverse(name)).content.decode()
        assert "Moonwell" not in page, name
        assert "partner0" not in page, name


@pytest.mark.parametrize("name", [name for name in WRITES if name not in {"language", "workspace"}])
def test_a_viewer_writes_nothing(name: str, world: World, viewer: Client) -> None:
    before = all_rows()
    assert viewer.post(address(name, world), FORMS[name](world)).status_code == 403
    assert all_rows() == before


@pytest.mark.parametrize("name", [name for name in PAGES if name not in {"new_campaign", "new_search", "edit_wording"}])
def test_a_viewer_sees_every_page(name: str, world: World, viewer: Client) -> None:
    assert viewer.get(address(name, world), query(name, world)).status_code == 200


def test_a_viewer_is_not_shown_the_form_of_a_campaign_they_may_not_open(world: World, viewer: Client) -> None:
    assert viewer.get(reverse("new_campaign")).status_code == 403


def test_a_viewer_is_not_shown_the_form_of_a_search_they_may_not_save(world: World, viewer: Client) -> None:
    assert viewer.get(reverse("new_search")).status_code == 403


def test_a_viewer_is_not_shown_the_form_of_a_text_they_may_not_keep(world: World, viewer: Client) -> None:
    assert viewer.get(reverse("edit_wording")).status_code == 403


@pytest.mark.parametrize("name", [name for name in NAMES if name not in PUBLIC])
def test_strangers_are_sent_to_sign_in(name: str, world: World, client: Client) -> None:
    before = all_rows()
    where = address(name, world)
    answer = client.post(where, FORMS[name](world)) if name in FORMS else client.get(where)
    assert (answer.status_code, answer["Location"]) == (302, f"/sign-in/?next={where}")
    assert all_rows() == before


def test_a_part_of_a_page_sends_the_whole_page_to_sign_in(client: Client, db: None) -> None:
    answer = client.get(reverse("clock"), headers={"hx-request": "true"})
    assert (answer.status_code, answer["HX-Redirect"]) == (200, "/sign-in/")


def test_somebody_without_a_seat_gets_no_page(client: Client, db: None) -> None:
    client.force_login(User.objects.create(username="nobody"))
    assert client.get(reverse("today")).status_code == 403


@pytest.mark.parametrize("name", WRITES)
def test_what_writes_does_not_answer_to_get(name: str, world: World, mei: Client) -> None:
    before = all_rows()
    answer = mei.get(address(name, world))
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert all_rows() == before


@pytest.mark.parametrize("name", PAGES)
def test_pages_take_no_post(name: str, world: World, mei: Client) -> None:
    assert mei.post(address(name, world)).status_code == 405


@pytest.mark.parametrize("name", WRITES)
def test_a_form_without_its_token_is_refused(name: str, world: World) -> None:
    strict = Client(enforce_csrf_checks=True, headers={"accept-language": "en"})
    strict.force_login(world.cast.mei)
    before = all_rows()
    answer = strict.post(address(name, world), FORMS[name](world))
    assert answer.status_code == 403
    assert "The form has expired" in answer.content.decode()
    assert all_rows() == before


@pytest.mark.parametrize("name", [name for name in PAGES if name in WITH_ID])
def test_ids_larger_than_any_are_not_found(name: str, cast: Cast, mei: Client) -> None:
    where = reverse(name, args=[1]).replace("/1/", f"/{10**30}/")
    assert mei.get(where).status_code == 404
