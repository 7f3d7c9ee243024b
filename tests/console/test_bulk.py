"""One form for many creators."""

import pytest
from django.test import Client
from django.urls import reverse
from tests.cast import Cast

from rapport.creators.models import Creator, CreatorTag, ListEntry
from rapport.creators.queries.groupings import lists_of_creators, tags_of_creators


def send(client: Client, act: str, chosen: list[int], **more: str) -> str:
    form = {"act": act, "creator": [str(one) for one in chosen], "next": "/creators/?region=GB", **more}
    answer = client.post(reverse("bulk_creators"), form, follow=True)
    assert (answer.status_code, answer.redirect_chain) == (200, [("/creators/?region=GB", 302)])
    return answer.content.decode()


def test_many_are_tagged_and_untagged(cast: Cast, mei: Client) -> None:
    chosen = [cast.anna.pk, cast.bao.pk]
    assert "2 creators tagged." in send(mei, "tag", chosen, tag="VIP")
    assert tags_of_creators(chosen) == {cast.anna.pk: ("VIP",), cast.bao.pk: ("VIP",)}
    assert "Tag taken off 2 creators." in send(mei, "untag", chosen, tag="VIP")
    assert tags_of_creators(chosen) == {}


def test_many_are_put_on_a_list_and_taken_off(cast: Cast, mei: Client) -> None:
    assert "1 creator put on the list." in send(mei, "list", [cast.anna.pk], list="Spring")
    assert lists_of_creators([cast.anna.pk]) == {cast.anna.pk: ("Spring",)}
    assert "1 creator taken off the list." in send(mei, "unlist", [cast.anna.pk], list="Spring")
    assert not ListEntry.objects.exists()


def test_many_are_blocked_with_a_reason_and_let_in_again(cast: Cast, mei: Client) -> None:
    chosen = [cast.anna.pk, cast.bao.pk]
    assert "2 creators blocked." in send(mei, "block", chosen, why="Fake orders")
    assert list(Creator.objects.filter(pk__in=chosen).values_list("blocked_why", flat=True)) == ["Fake orders"] * 2
    assert "2 creators taken off the blocklist." in send(mei, "unblock", chosen)


@pytest.mark.parametrize(
    ("act", "more"),
    [("tag", {}), ("tag", {"tag": "x" * 41}), ("block", {"why": " "}), ("list", {"list": ""}), ("fly", {})],
)
def test_what_is_refused_is_told_and_changes_nothing(act: str, more: dict[str, str], cast: Cast, mei: Client) -> None:
    assert 'class="notice error"' in send(mei, act, [cast.anna.pk], **more)
    assert not CreatorTag.objects.exists()


def test_nobody_chosen_is_told(cast: Cast, mei: Client) -> None:
    assert "Nobody was chosen." in send(mei, "tag", [], tag="VIP")


@pytest.mark.parametrize("typed", ["anna", "-1", "9" * 30, "999999999"])
def test_who_is_not_ours_is_not_found(typed: str, cast: Cast, mei: Client) -> None:
    form = {"act": "tag", "tag": "VIP", "creator": [str(cast.anna.pk), typed]}
    assert mei.post(reverse("bulk_creators"), form).status_code == 404
    assert not CreatorTag.objects.exists()


def test_two_to_five_are_compared(cast: Cast, mei: Client) -> None:
    form = {"act": "compare", "creator": [str(cast.anna.pk), str(cast.bao.pk)]}
    answer = mei.post(reverse("bulk_creators"), form)
    assert answer["Location"] == f"/creators/compare/?creator={cast.anna.pk}&creator={cast.bao.pk}"


@pytest.mark.parametrize("many", [1, 6])
def test_one_or_six_are_not_compared(cast: Cast, mei: Client, many: int) -> None:
    chosen = [cast.anna.pk, cast.bao.pk, cast.chai.pk, cast.dara.pk, cast.emma.pk, 10**6][:many]
    answer = mei.post(
        reverse("bulk_creators"), {"act": "compare", "creator": [str(one) for one in chosen]}, follow=True
    )
    assert answer.redirect_chain == [("/creators/", 302)]
    assert 'class="notice error"' in answer.content.decode()
