"""The campaign form's line of text, beside its bounds."""

from html import unescape

from django.test import Client
from django.urls import reverse
from tests.console.addresses import FORMS
from tests.console.world import World

from rapport.campaigns.models import Campaign

TEXT = "not blocked and (score >= 4 or followers >= 50k)"


def test_the_count_follows_text_and_bounds(world: World, mei: Client) -> None:
    asked = {"shop": str(world.cast.uk.pk), "followers_from": "50K", "screen": "avg_views >= 20k"}
    assert '<b class="number">1</b>' in mei.get(reverse("campaign_count"), asked).content.decode()


def test_a_mistake_in_the_text_is_pointed_at(world: World, mei: Client) -> None:
    asked = {"shop": str(world.cast.uk.pk), "screen": "followers >= lots"}
    text = unescape(mei.get(reverse("campaign_count"), asked).content.decode())
    assert "<code>followers >= <mark>lots</mark></code>" in text


def test_a_preset_leaves_the_text_as_it_is(world: World, mei: Client) -> None:
    asked = {"shop": str(world.cast.uk.pk), "preset": "brand", "screen": "score >= 4"}
    text = unescape(mei.get(reverse("campaign_bounds"), asked).content.decode())
    assert ('value="score >= 4"' in text, 'value="500000"' in text) == (True, True)


def test_a_filter_comes_along_from_the_creators_page(world: World, mei: Client) -> None:
    text = unescape(mei.get(reverse("new_campaign"), {"screen": TEXT}).content.decode())
    assert (f'value="{TEXT}"' in text, 'value="20000"' in text) == (True, False)


def test_the_campaign_shows_what_its_text_asks_for(world: World, mei: Client) -> None:
    form = {**FORMS["create_campaign"](world), "screen": TEXT}
    text = unescape(mei.post(reverse("create_campaign"), form, follow=True).content.decode())
    assert '<code class="filter-text">not blocked</code>' in text
    assert '<code class="filter-text">score >= 4 or followers >= 50000</code>' in text
    assert "followers >= 20000" in str(Campaign.objects.latest("pk").screen["text"])
