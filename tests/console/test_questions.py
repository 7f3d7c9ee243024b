"""Wording the usual questions: what is refused stays on the page, what is kept is shown where it stands."""

from django.test import Client
from django.urls import reverse
from tests.console.world import World

from rapport.outreach.queries.faq import entry


def test_an_answer_is_kept_and_shown_in_its_language(world: World, mei: Client) -> None:
    form = {"question": "sample", "language": "de", "phrases": "gibt es ein Muster?", "answer": "Ja, {creator}!"}
    answer = mei.post(reverse("keep_question"), form)
    assert answer["Location"] == reverse("questions") + "?question=sample&language=de"
    page = mei.get(answer["Location"]).content.decode()
    assert "Ja, {creator}!" in page
    assert "gibt es ein Muster?" in page


def test_a_refused_answer_stays_on_the_page(world: World, mei: Client) -> None:
    form = {"question": "sample", "language": "en", "phrases": "any freebies?", "answer": "Sure, on WhatsApp"}
    page = mei.post(reverse("keep_question"), form).content.decode()
    assert "Sure, on WhatsApp</textarea>" in page
    assert "any freebies?</textarea>" in page
    assert f'href="{reverse("questions")}?question=sample&amp;language=de#wording"' in page
    assert 'href="?' not in page
    assert entry(world.cast.moonwell.pk, "sample").wordings["en"].answer != "Sure, on WhatsApp"
