"""What all pages keep: tokens on forms, a strict policy, one language or the other, nothing foreign."""

import re
from importlib.resources import files
from typing import Any

import pytest
from tests.sandbox.pages.person import Person
from tests.sandbox.seller import Seller

from sandbox.pages.texts import read_texts, texts_for


def test_a_form_without_its_token_is_refused(seller: Seller, card: dict[str, Any], person: Person) -> None:
    person.get(f"inbox/{seller.shop['id']}")
    for token in ({}, {"csrf": ""}, {"csrf": "0" * 64}):
        answer = person.http.post(person.at, data={"act": "text", "text": "Hello", **token})
        assert answer.status_code == 403
    stranger = Person(seller.sandbox, card["username"])
    stranger.get()
    borrowed = stranger.http.post(person.at, data={"csrf": person.token(), "text": "Hello"})
    assert borrowed.status_code == 403
    assert seller.call("get_conversation_list", query={"page_size": 10})["conversations"] == []


def test_a_creator_whom_nobody_plays_cannot_be_moved(seller: Seller, card: dict[str, Any]) -> None:
    person = Person(seller.sandbox, card["username"])
    person.get()
    answer = person.http.post(f"{person.home}/inbox/{seller.shop['id']}", data={"csrf": person.token(), "text": "Hi"})
    assert answer.status_code == 403


@pytest.mark.parametrize("path", ["/creator/", "/creator/nobody"])
def test_pages_run_nothing_and_load_only_their_own(seller: Seller, path: str) -> None:
    answer = Person(seller.sandbox).http.get(path)
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert all("samesite=strict" in cookie.lower() for cookie in answer.headers.get_list("set-cookie"))


def test_templates_hold_no_script_and_no_style_of_their_own() -> None:
    for template in (files("sandbox.pages") / "templates").iterdir():
        text = template.read_text(encoding="utf-8")
        assert re.search(r"<script|style=|\son\w+=|\|safe", text) is None, template


def test_the_language_is_chosen_and_kept(seller: Seller) -> None:
    person = Person(seller.sandbox)
    assert "Play a creator" in person.get("/creator/")
    assert "扮演达人" in person.get("/creator/?lang=zh")
    assert "扮演达人" in person.get("/creator/")
    assert "Play a creator" in person.get("/creator/?lang=en")
    assert "Play a creator" in person.get("/creator/?lang=xx")


def test_the_browser_s_language_counts_until_one_is_chosen() -> None:
    assert texts_for(None, "zh-CN,zh;q=0.9,en;q=0.8").language == "zh"
    assert texts_for(None, "fr-FR,en;q=0.8").language == "en"
    assert texts_for("en", "zh-CN").language == "en"
    assert texts_for(None, None).language == "en"


def test_both_languages_say_the_same_things() -> None:
    chinese, english = (read_texts()[language].words for language in ("zh", "en"))
    assert list(chinese) == list(english)
    for key, text in english.items():
        assert sorted(re.findall(r"{\w+}", text)) == sorted(re.findall(r"{\w+}", chinese[key])), key
        assert text != chinese[key] or not re.search(r"[a-z]", re.sub(r"{\w+}", "", text)), key


def test_every_key_that_a_template_names_has_its_text() -> None:
    known = read_texts()["en"].words
    for template in (files("sandbox.pages") / "templates").iterdir():
        for key in re.findall(r'\bt\("(\w+)"[,)]', template.read_text(encoding="utf-8")):
            assert key in known, (template.name, key)


def test_addresses_that_hold_nonsense_are_answered_with_a_page(seller: Seller, person: Person) -> None:
    for path in ("invitations/1", "invitations/x", "inbox/1", "inbox/99999999999999999999999", "showcase/1/2"):
        assert "There is nothing here" in person.get(path, status=404)


def test_a_number_that_no_row_could_have_names_nothing(seller: Seller, person: Person) -> None:
    beyond = str(2**63)
    assert "There is nothing here" in person.get(f"inbox/{beyond}", status=404)
    assert seller.http.get(f"/creator-pictures/{beyond}.png").status_code == 404
