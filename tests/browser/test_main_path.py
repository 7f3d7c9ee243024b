"""The main path of a working day, clicked through as Mei does."""

import re

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import Watched
from tests.cast import PASSWORD

pytestmark = pytest.mark.browser


def test_a_working_day(watched: Watched) -> None:
    page = watched.page
    sign_in(page)
    approve_on_today(page)
    look_at_the_plan(page)
    answer_a_creator(page)
    find_a_creator(page)
    open_a_campaign(page)
    check_a_statement(page)
    settle_the_review(page)
    read_on_in_chinese(page)
    assert watched.troubles == []


def go(page: Page, name: str) -> None:
    """Take a link of the side's navigation."""
    page.get_by_role("navigation", name="Main").get_by_role("link", name=name, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)


def told(page: Page, text: str) -> None:
    expect(page.locator("#messages")).to_contain_text(text)


def sign_in(page: Page) -> None:
    page.goto("/")
    page.get_by_label("Name").fill("mei")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Today")


def approve_on_today(page: Page) -> None:
    """The line goes, the quota follows and nothing is loaded anew."""
    page.evaluate("window.stayed = true")
    lines = page.locator("#next li.line")
    before, first = lines.count(), lines.first.get_attribute("id")
    quota = page.locator("#quota").inner_text()
    lines.first.get_by_role("button", name="Approve").click()
    told(page, "Approved: the worker does it now.")
    expect(page.locator(f"#next #{first}")).to_have_count(0)
    expect(lines).to_have_count(before - 1)
    expect(page.locator("#quota")).not_to_have_text(quota)
    assert page.evaluate("window.stayed") is True


def look_at_the_plan(page: Page) -> None:
    go(page, "Plan")
    waiting = page.locator("#proposed li.line")
    before = waiting.count()
    waiting.last.get_by_text("The message").first.click()
    expect(waiting.last.get_by_role("textbox")).not_to_be_empty()
    waiting.last.get_by_role("button", name="Skip").click()
    told(page, "Skipped for this week.")
    expect(waiting).to_have_count(before - 1)
    expect(page.locator("#settled tbody tr")).to_have_count(3)


def answer_a_creator(page: Page) -> None:
    go(page, "Threads")
    page.get_by_role("link", name=re.compile("@partner2")).click()
    page.locator("#text").fill("Gladly, it is on its way.")
    page.get_by_role("button", name="Send").click()
    told(page, "On its way: the worker sends it.")
    expect(page.locator(".bubble.ours").last).to_contain_text("Gladly, it is on its way.")


def find_a_creator(page: Page) -> None:
    go(page, "Creators")
    page.get_by_label("Region").select_option("GB")
    page.locator("[name=followers_from]").fill("30K")
    page.locator("[name=followers_to]").fill("100K")
    page.get_by_role("button", name="Filter").click()
    rows = page.locator("#found tbody tr")
    expect(rows.first).to_contain_text("@bao")
    page.get_by_role("link", name="Followers").click()
    expect(rows.first).to_contain_text("@partner0")
    rows.first.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("@partner0")


def open_a_campaign(page: Page) -> None:
    """The count of who passes follows the typing."""
    go(page, "Campaigns")
    page.get_by_role("link", name="New campaign").click()
    page.get_by_label("Name of the campaign").fill("Summer")
    page.get_by_label("Amber Candle", exact=True).check()
    expect(page.locator("#passing b")).to_have_text("12")
    page.get_by_role("button", name="brand goal").click()
    expect(page.locator("#followers_from")).to_have_value("500000")
    expect(page.locator("#passing b")).to_have_text("0")
    page.locator("#followers_from").fill("100K")
    expect(page.locator("#passing b")).to_have_text("1")
    page.get_by_role("button", name="Open the campaign").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Summer")
    told(page, "The campaign is open; its shortlist stands below.")
    page.get_by_role("button", name="Pin").click()
    expect(page.locator("#shortlist .chip").first).to_have_text("pinned")


def check_a_statement(page: Page) -> None:
    go(page, "Statements")
    page.locator("tbody tr a").first.click()
    expect(page.get_by_text("Where the sums differ")).to_be_visible()
    page.locator("tbody tr a").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("o-partner0")


def settle_the_review(page: Page) -> None:
    go(page, "Review")
    page.locator("tbody tr a").first.click()
    first = page.locator("#actions li.line").first
    first.get_by_role("button", name="Done").click()
    told(page, "Done.")
    expect(first.get_by_role("button", name="Open again")).to_be_visible()


def read_on_in_chinese(page: Page) -> None:
    where = page.url
    page.get_by_role("navigation", name="Main").get_by_role("button", name="简体中文").click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")
    expect(page.get_by_role("button", name="English").last).to_be_visible()
    assert page.url == where
