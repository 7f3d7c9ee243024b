"""Every page: it answers in both languages, says what may run on it, and counts its queries."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override
from tests.cast import Cast
from tests.console.addresses import FILES, FRAGMENTS, PAGES, WITH_ID, address, query
from tests.console.conftest import signed_in
from tests.console.world import World, at_work

from rapport.console.pages import environment
from rapport.creators.queries.freshness import library_index

HTML_LANGUAGES = {"en": "en", "zh-hans": "zh-Hans"}
POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
}
QUERIES = {
    "today": 13,
    "threads": 16,
    "thread": 43,
    "plan": 27,
    "quota": 11,
    "quota_replay": 10,
    "quota_week": 12,
    "picture": 5,
    "invitations": 11,
    "tasks": 6,
    "task": 6,
    "creators": 11,
    "similar": 13,
    "similar_to_best": 9,
    "creator": 35,
    "people": 7,
    "exports": 5,
    "forget_creator": 5,
    "compare_creators": 8,
    "lists": 6,
    "creator_list": 8,
    "searches": 5,
    "new_search": 4,
    "campaigns": 5,
    "new_campaign": 7,
    "campaign": 15,
    "collaborations": 6,
    "collaboration": 8,
    "samples": 9,
    "statements": 7,
    "statement": 10,
    "order_line": 7,
    "reviews": 7,
    "review": 7,
    "imports": 7,
    "import_run": 6,
    "refused_file": 6,
    "incoming": 6,
    "incoming_columns": 6,
    "settings": 7,
    "trail": 6,
    "shop_rules": 4,
    "shop_playbook": 4,
    "wordings": 9,
    "template_drafts": 9,
    "channels": 10,
    "reach": 33,
    "questions": 6,
    "translation": 8,
    "edit_wording": 10,
    "check_wording": 5,
    "experiments": 12,
    "experiment_power": 5,
    "experiment": 12,
    "campaign_words": 22,
}
"""How many queries a page takes, however many rows it shows; four of them find the reader and their seat."""


class Parts(HTMLParser):
    """The tags of a page with what they carry."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def inline(self) -> Iterator[str]:
        """Whatever a strict policy would not run."""
        for tag, carried in self.tags:
            if tag == "style" or (tag == "script" and not carried.get("src")):
                yield tag
            yield from (name for name in carried if name == "style" or name.startswith(("on", "hx-on")))

    def elsewhere(self) -> Iterator[str]:
        """Addresses that are not ours."""
        for _, carried in self.tags:
            for name in ("src", "href", "action", "hx-get", "hx-post"):
                value = carried.get(name) or ""
                if re.match(r"(?i)\s*(?:[a-z][a-z0-9+.-]*:|//)", value):
                    yield value


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_answers_in_the_reader_s_language(name: str, language: str, world: World) -> None:
    client = signed_in(world.cast.mei, language)
    answer = client.get(address(name, world), query(name, world))
    assert (answer.status_code, answer["Content-Language"]) == (200, language)
    if name not in FRAGMENTS | FILES:
        assert f'<html lang="{HTML_LANGUAGES[language]}">' in answer.content.decode()


def test_a_constant_is_shown_in_the_language_of_each_reader_not_of_the_first() -> None:
    template = environment().from_string("{{ 120000|short }}")
    with override("en"):
        assert template.render() == "120K"
    with override("zh-hans"):
        assert template.render() == "12万"


@pytest.mark.parametrize("name", PAGES)
def test_a_page_runs_nothing_but_its_own_files(name: str, world: World, mei: Client) -> None:
    answer = mei.get(address(name, world), query(name, world))
    parts = Parts(answer.getvalue().decode())
    assert set(answer["Content-Security-Policy"].split("; ")) == POLICY
    assert list(parts.inline()) == []
    assert list(parts.elsewhere()) == []


@pytest.mark.parametrize("name", PAGES)
def test_nobody_keeps_a_copy_of_a_page(name: str, world: World, mei: Client) -> None:
    answer = mei.get(address(name, world), query(name, world))
    assert set(answer["Cache-Control"].split(", ")) == {"private", "no-store"}


@pytest.mark.parametrize("name", [name for name in PAGES if name not in WITH_ID and name not in FRAGMENTS])
def test_an_empty_workspace_has_its_pages_too(name: str, harry: Client) -> None:
    assert harry.get(reverse(name)).status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("name", [name for name in PAGES if name not in FRAGMENTS])
def test_a_page_takes_as_many_queries_for_many_rows_as_for_one(name: str, rows: int, cast: Cast, mei: Client) -> None:
    world = at_work(cast, rows)
    where, asked = address(name, world), query(name, world)
    library_index(cast.moonwell.pk)
    with CaptureQueriesContext(connection) as taken:
        answer = mei.get(where, asked)
        assert (answer.status_code, bool(answer.getvalue())) == (200, True)
    assert len(taken) == QUERIES[name]
