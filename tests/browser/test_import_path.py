"""A file nobody knows, explained once, looked at and imported; and a search of the marketplace that is saved."""

import pytest
from playwright.sync_api import FilePayload, Page, expect
from tests.browser.conftest import Watched
from tests.browser.test_main_path import go, sign_in, told

pytestmark = pytest.mark.browser

OWN = "主播,粉丝总数,合作状态\n@newmaker,2.5万,-\nothermaker,many,已合作\n".encode()


def test_creators_come_in(watched: Watched) -> None:
    page = watched.page
    sign_in(page)
    send(page)
    explain_the_columns(page)
    look_and_import(page)
    find_them_recognised(page)
    save_a_search(page)
    assert watched.troubles == []


def send(page: Page) -> None:
    page.goto("/imports/")
    page.locator("#creators_file").set_input_files(FilePayload(name="own.csv", mimeType="text/csv", buffer=OWN))
    page.locator("#creators_region").select_option("GB")
    page.get_by_role("button", name="Look at the file").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("own.csv")


def explain_the_columns(page: Page) -> None:
    """Handle and followers are proposed; what the person knows better is corrected."""
    expect(page.get_by_label("主播 is read as")).to_have_value("handle")
    expect(page.get_by_label("粉丝总数 is read as")).to_have_value("followers")
    expect(page.get_by_label("合作状态 is read as")).to_have_value("")
    page.get_by_role("button", name="Remember and show the rows").click()
    told(page, "Remembered")


def look_and_import(page: Page) -> None:
    expect(page.locator("table.preview tbody tr")).to_have_count(1)
    expect(page.locator("table.preview")).to_contain_text("@newmaker")
    page.get_by_role("button", name="Import", exact=True).click()
    told(page, "The file is in: 1 of 2 rows kept.")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the refused rows").click()
    assert download.value.suggested_filename == "own-refused.csv"


def find_them_recognised(page: Page) -> None:
    """The next file of this kind is shown at once."""
    send(page)
    expect(page.locator("table.preview")).to_contain_text("@newmaker")
    page.get_by_role("button", name="Discard").click()
    told(page, "Discarded")


def save_a_search(page: Page) -> None:
    go(page, "Creators")
    page.get_by_role("link", name="Saved searches").click()
    page.get_by_role("link", name="New search").click()
    page.get_by_label("Name of the search").fill("Beauty in Britain")
    page.get_by_label("Followers from").fill("20K")
    page.get_by_role("button", name="Save the search").click()
    row = page.locator("tr", has_text="Beauty in Britain")
    expect(row).to_contain_text("every 7 days")
    row.get_by_role("button", name="Pause").click()
    told(page, "Paused")
    expect(row).to_contain_text("paused")
