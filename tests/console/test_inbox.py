"""The inbox at the console: what is narrowed, what is marked, and what a person takes back."""

from django.test import Client
from django.urls import reverse
from tests.cast import NOW, Cast
from tests.console.conftest import signed_in
from tests.console.world import World
from tests.outreach.stage import writes

from rapport.outreach.models import Invitation, Message, OptOut, Presence, Thread


def test_the_list_is_narrowed_by_campaign_member_and_words(world: World, mei: Client) -> None:
    def shown(**query: str) -> bool:
        return "@partner0" in mei.get(reverse("threads"), query).content.decode()

    assert shown()
    assert shown(text="Tell me more")
    assert not shown(text="nobody ever said this")
    assert not shown(campaign=str(world.campaign.pk))
    assert shown(assigned="nobody", stage="invited") or shown(assigned="nobody", stage="talking")
    assert shown(hours="7", stage="nonsense")


def test_who_opted_out_is_marked_and_has_no_box_before_a_consent(world: World, mei: Client) -> None:
    thread = writes(world.cast.uk, world.cast.chai, "Hello again", NOW)
    page = mei.get(reverse("thread", args=[thread.pk])).content.decode()
    assert 'name="text" rows="5"' not in page
    assert "They asked not to be written to" in page
    mei.post(reverse("consent", args=[world.cast.chai.pk]), {"consent": "Asked for more"})
    assert OptOut.objects.get(creator=world.cast.chai).consent == "Asked for more"
    assert 'name="text" rows="5"' in mei.get(reverse("thread", args=[thread.pk])).content.decode()


def test_invitations_are_closed_and_opened_again_by_the_page(world: World, mei: Client) -> None:
    chosen = {"invitation": [str(world.closed.pk)], "act": "reopen", "why": "she called"}
    page = mei.post(reverse("bulk_invitations"), chosen, follow=True).content.decode()
    assert "1 invitation done." in page
    world.closed.refresh_from_db()
    assert world.closed.stage == "invited"
    again = mei.post(reverse("bulk_invitations"), chosen, follow=True).content.decode()
    assert "1 invitation done." not in again
    assert 'role="alert"' in again


def test_an_invitation_that_cools_is_marked_and_found_by_its_mark(world: World, mei: Client) -> None:
    page = mei.get(reverse("invitations"), {"mark": "cooling"}).content.decode()
    assert "@closed" in page
    assert "@partner0" not in page
    mei.post(reverse("end_cooldown", args=[world.closed.pk]), {"why": "she called"})
    assert "@closed" not in mei.get(reverse("invitations"), {"mark": "cooling"}).content.decode()
    assert Invitation.objects.get(pk=world.closed.pk).free_from is not None


def test_presence_marks_as_read_and_tells_of_news(world: World, mei: Client) -> None:
    where = reverse("presence", args=[world.thread.pk])
    seen = Message.objects.filter(thread=world.thread).latest("pk").pk
    told = mei.post(where, {"seen": str(seen), "up_to": NOW.isoformat()}).content.decode()
    assert "Something new was written" not in told
    assert not Thread.objects.get(pk=world.thread.pk).is_unread
    writes(world.cast.uk, world.thread.creator, "One more thing", NOW)
    assert "Something new was written" in mei.post(where, {"seen": str(seen)}).content.decode()
    assert Presence.objects.get().user == world.cast.mei


def test_a_picture_is_shown_from_our_own_store_and_to_nobody_else(world: World, mei: Client, cast: Cast) -> None:
    where = reverse("picture", args=[world.picture.message_id])
    answer = mei.get(where)
    assert (answer["Content-Type"], answer.content) == ("image/gif", b"GIF89a-picture")
    assert signed_in(cast.harry).get(where).status_code == 404
    assert where in mei.get(reverse("thread", args=[world.thread.pk])).content.decode()
