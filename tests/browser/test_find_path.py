"""From a question to a shortlist, clicked through as Mei does: find, filter, profile, list, campaign."""

import re

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import Watched
from tests.browser.test_main_path import sign_in, told

pytestmark = pytest.mark.browser

HANDLES = "#found tbody .handle"


def test_from_a_question_to_a_shortlist(watched: Watched) -> None:
    page = watched.page
    sign_in(page)
    page.goto("/creators/")
    mistype_and_mend(page)
    choose_a_band(page)
    ask_why_somebody_is_out(page)
    keep_the_view(page)
    tick_two_and_compare(page)
    put_on_a_list(page)
    read_a_profile(page)
    open_a_campaign_with_the_filter(page)
    assert watched.troubles == []


def mistype_and_mend(page: Page) -> None:
    """The place of the mistake is marked; the mended line finds."""
    page.get_by_label("As text", exact=True).fill("region = GB and folowers >= 20k")
    page.get_by_role("button", name="Filter").click()
    expect(page.locator(".mistake mark")).to_have_text("folowers")
    page.get_by_label("As text", exact=True).fill("region = GB and followers >= 20k")
    page.get_by_role("button", name="Filter").click()
    expect(page.locator(".mistake")).to_have_count(0)
    expect(page.locator(HANDLES).first).to_have_text("@chai")
    expect(page).to_have_url(re.compile(r"/creators/\?screen=[^&]*$"))


def choose_a_band(page: Page) -> None:
    """As many are found as the choice said, and each says why it is in."""
    choice = page.locator("#facet-followers a").filter(has_text="20K–100K")
    count = choice.locator(".count").inner_text()
    choice.click()
    expect(page.locator(HANDLES)).to_have_count(int(count))
    expect(choice).to_have_attribute("aria-current", "true")
    row = page.locator("#found tbody tr").filter(has_text="@bao")
    row.get_by_text("Why", exact=True).click()
    expect(row.locator(".checks .met")).to_have_count(3)


def ask_why_somebody_is_out(page: Page) -> None:
    page.get_by_label("Handle", exact=True).fill("@dara")
    page.get_by_role("button", name="Ask").click()
    expect(page.locator("#why-not")).to_contain_text("is not in the list")
    expect(page.locator("#why-not .checks li").first).to_have_class("missed")


def keep_the_view(page: Page) -> None:
    page.get_by_label("Name of the view").fill("British middle")
    page.get_by_role("button", name="Save this view").click()
    told(page, "The view is saved.")
    page.get_by_role("navigation", name="Saved views").get_by_role("link", name="British middle").click()
    expect(page.locator(HANDLES).first).to_have_text("@bao")


def tick_two_and_compare(page: Page) -> None:
    expect(page.locator("#bulk")).to_be_hidden()
    page.get_by_label("Choose @bao").check()
    page.get_by_label("Choose @anna").check()
    page.get_by_role("button", name="Compare").click()
    expect(page.locator("table.compare thead")).to_contain_text("@anna")
    page.go_back()


def put_on_a_list(page: Page) -> None:
    page.get_by_label("Choose all on this page").check()
    for box in page.locator("#found tbody input[name=creator]").all():
        expect(box).to_be_checked()
    page.get_by_label("Choose @anna").uncheck()
    page.locator("#bulk input[name=list]").fill("Autumn")
    page.get_by_role("button", name="Put on list").click()
    told(page, "put on the list.")
    expect(page.locator("#facet-list")).to_contain_text("Autumn")


def read_a_profile(page: Page) -> None:
    page.get_by_role("link", name="Bao").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("@bao")
    expect(page.locator("#labels")).to_contain_text("Autumn")
    page.go_back()


def open_a_campaign_with_the_filter(page: Page) -> None:
    """The filter goes along as text, and who it finds stands on the shortlist."""
    found = page.locator(HANDLES).count()
    page.get_by_role("link", name="New campaign with it").click()
    expect(page.get_by_label("As text", exact=True)).to_have_value(re.compile("followers 20000..99999"))
    expect(page.locator("#passing b")).to_have_text(str(found))
    page.get_by_label("Name of the campaign").fill("Autumn")
    page.get_by_label("Amber Candle", exact=True).check()
    page.get_by_role("button", name="Open the campaign").click()
    told(page, "The campaign is open; its shortlist stands below.")
    expect(page.locator("#shortlist")).to_contain_text("@bao")
