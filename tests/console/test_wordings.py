"""Writing wordings: mistakes pointed at while one types, and what a campaign and a comparison do with them."""

from django.test import Client
from django.urls import reverse
from tests.console.world import World

from rapport.campaigns.models import SequenceStep
from rapport.outreach.models import Experiment, MessageTemplate, WordingPlace


def checked(mei: Client, text: str) -> str:
    asked = {"purpose": "invite", "language": "en", "text": text}
    return mei.get(reverse("check_wording"), asked).content.decode()


def test_mistakes_are_marked_in_the_text(world: World, mei: Client) -> None:
    page = checked(mei, "Hi {name}, WhatsApp <us>")
    assert '<mark class="wrong">{name}</mark>, <mark class="wrong">WhatsApp</mark> &lt;us&gt;' in page


def test_a_good_text_is_shown_filled(world: World, mei: Client) -> None:
    page = checked(mei, "Hi {creator}, {rate}")
    assert "Hi Anna Schneider, 20%" in page
    assert "wrong" not in page


def test_a_shipped_text_is_copied_changed_and_given_back(world: World, mei: Client) -> None:
    page = mei.get(reverse("edit_wording"), {"purpose": "invite", "language": "fr", "name": "video"}).content.decode()
    assert "nous avons beaucoup aimé votre vidéo" in page
    form = {"purpose": "invite", "language": "fr", "name": "video", "text": "Bonjour {creator} !"}
    mei.post(reverse("add_wording"), form)
    made = MessageTemplate.objects.get(language="fr")
    listed = mei.get(reverse("wordings"), {"purpose": "invite", "language": "fr"}).content.decode()
    assert "Bonjour {creator} !" in listed
    assert "nous avons beaucoup aimé" not in listed
    mei.post(reverse("remove_wording", args=[made.pk]))
    listed = mei.get(reverse("wordings"), {"purpose": "invite", "language": "fr"}).content.decode()
    assert "nous avons beaucoup aimé" in listed


def test_a_refused_text_stays_in_the_editor(world: World, mei: Client) -> None:
    before = MessageTemplate.objects.count()
    form = {"purpose": "invite", "language": "en", "text": "Pay by PayPal, {creator}"}
    page = mei.post(reverse("add_wording"), form).content.decode()
    assert "Pay by PayPal, {creator}" in page
    assert '<mark class="wrong">PayPal</mark>' in page
    assert MessageTemplate.objects.count() == before


def test_a_wording_moves_and_is_turned_off(world: World, mei: Client) -> None:
    mei.post(reverse("place_wording"), {"purpose": "invite", "name": "short", "way": "earlier"})
    mei.post(reverse("place_wording"), {"purpose": "invite", "name": "video", "way": "off"})
    kept = WordingPlace.objects.filter(purpose="invite").order_by("position")
    assert [(one.name, one.is_off) for one in kept] == [("video", True), ("short", False), ("offer", False)]


def test_a_campaign_s_steps_are_kept_in_the_order_of_their_numbers(world: World, mei: Client) -> None:
    where = reverse("save_campaign_steps", args=[world.campaign.pk])
    form = {"purpose": "invite", "name": ["video", "offer", "short"], "place_0": "2", "place_2": "1"}
    mei.post(where, form)
    assert [one.name for one in SequenceStep.objects.order_by("position")] == ["short", "video"]
    mei.post(where, {"purpose": "invite", "name": ["video", "offer", "short"]})
    assert not SequenceStep.objects.exists()


def test_what_cannot_be_known_is_said_before_it_begins(world: World, mei: Client) -> None:
    asked = {"purpose": "invite", "arm": ["offer", "short"], "base": "14", "wished": "18", "per_week": "20"}
    page = mei.get(reverse("experiment_power"), asked).content.decode()
    for figure in ("1,313", "2,626", "132", "23.51%"):
        assert figure in page
    assert 'class="bad"' in page


def test_a_figure_that_cannot_be_read_is_told(world: World, mei: Client) -> None:
    page = mei.get(reverse("experiment_power"), {"base": "14", "wished": "many"}).content.decode()
    assert 'class="bad"' in page
    assert "129" not in page


def test_deciding_early_is_possible_and_said(world: World, mei: Client) -> None:
    page = mei.get(reverse("experiment", args=[world.experiment.pk])).content.decode()
    assert "The planned number is not reached." in page
    mei.post(reverse("decide_experiment", args=[world.experiment.pk]), {"kept": "short"})
    made = Experiment.objects.get(pk=world.experiment.pk)
    assert (made.state, made.kept, made.was_reached) == ("decided", "short", False)
    page = mei.get(reverse("experiment", args=[world.experiment.pk])).content.decode()
    assert "It was decided before the planned number was reached." in page
