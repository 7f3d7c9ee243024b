"""Two members in one thread, and a talk from unread to answered, clicked through as Mei and Lin do."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.conftest import PATIENCE, Watched
from tests.cast import PASSWORD

pytestmark = pytest.mark.browser


def sign_in(page: Page, name: str) -> None:
    page.goto("/threads/")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Threads")


def open_talk(page: Page, handle: str) -> None:
    page.get_by_role("link", name=re.compile(handle)).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(handle)


def test_two_members_in_one_thread(watched: Watched, chromium: Browser, server: str) -> None:
    mei = watched.page
    context = chromium.new_context(base_url=server, locale="en-GB", viewport={"width": 390, "height": 844})
    context.set_default_timeout(PATIENCE * 1000)
    lin = context.new_page()
    sign_in(mei, "mei")
    sign_in(lin, "lin")
    open_talk(mei, "@partner1")
    open_talk(lin, "@partner1")
    assert lin.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    lin.locator("#text").press_sequentially("It is vegan, and ")
    expect(mei.locator("#presence")).to_contain_text("lin is writing an answer.")
    expect(lin.locator("#presence")).to_contain_text("Also here: mei")
    lin.locator("#answer").get_by_role("button", name="Send", exact=True).click()
    expect(lin.locator("#messages")).to_contain_text("On its way")
    expect(mei.locator("#presence")).to_contain_text("Something new was written here.")
    mei.locator("#text").fill("Yes, it is!")
    mei.locator("#answer").get_by_role("button", name="Send", exact=True).click()
    expect(mei.locator("#messages .notice")).to_be_visible()
    expect(mei.locator(".bubble.ours").last).to_contain_text("It is vegan, and")
    expect(mei.locator(".bubble.ours").filter(has_text="Yes, it is!")).to_have_count(0)
    context.close()
    assert watched.troubles == []


def test_from_unread_to_answered_by_keyboard(watched: Watched) -> None:
    page = watched.page
    sign_in(page, "mei")
    page.get_by_role("link", name=re.compile("^Unread")).click()
    expect(page.locator(".talks .unread").first).to_be_visible()
    before = page.locator(".talks li").count()
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.locator("#answer")).to_be_visible()
    expect(page.locator(".bubble img").first).to_be_visible()
    page.get_by_label("Insert a template").select_option(index=1)
    expect(page.locator("#text")).not_to_be_empty()
    page.keyboard.press("Escape")
    page.locator("h1").click()
    page.go_back()
    page.reload()
    expect(page.locator(".talks li")).to_have_count(before - 1)
    assert watched.troubles == []
