"""`rapport orders import` and `rapport statements`: from a file to the commission that is due."""

from tests.cast import Cast
from tests.cli.conftest import Terminal
from tests.sheets import orders

SECOND = {"Order ID": "576000000000000002", "Creator Username": "bao", "Actual Commission Base": "100.00"}
PAID = {**SECOND, "Actual Commission Payment": "15.50"}


def test_a_fresh_folder_goes_from_file_to_statements(terminal: Terminal) -> None:
    told = terminal.read("orders", "import", terminal.file(orders({}, PAID)))
    assert (told["read"], told["kept"], told["refused"]) == (2, 2, [])
    books = terminal.read("statements")
    assert books["due"] == [{"currency": "GBP", "commission_due": "26.35", "platform": "26.35"}]
    assert [(week["lines"], week["commission_due"], week["difference"]) for week in books["weeks"]] == [
        (2, "26.35", "0.00")
    ]


def test_the_same_file_again_owes_no_more(terminal: Terminal) -> None:
    path = terminal.file(orders({}, PAID))
    terminal.read("orders", "import", path)
    before = terminal.read("statements")
    terminal.read("orders", "import", path)
    assert terminal.read("statements") == before


def test_what_the_file_pays_in_the_future_is_due_and_stands_in_a_week(terminal: Terminal) -> None:
    far = {"Order Delivery Time": "03/02/2126 09:00:00", "Time Commission Paid": "18/02/2126 09:00:00"}
    terminal.read("orders", "import", terminal.file(orders(far)))
    books = terminal.read("statements")
    assert books["due"][0]["commission_due"] == "10.85"
    assert [week["commission_due"] for week in books["weeks"]] == ["10.85"]


def test_the_demonstrations_own_shops_stay_out_of_it(terminal: Terminal, cast: Cast) -> None:
    terminal.read("orders", "import", terminal.file(orders({})))
    assert [week["shop"] for week in terminal.read("statements")["weeks"]] == ["United Kingdom (files)"]
    assert terminal.read("statements", "--shop", cast.uk.name)["weeks"] == []


def test_a_shop_may_be_named(terminal: Terminal, cast: Cast) -> None:
    told = terminal.read("orders", "import", terminal.file(orders({})), "--shop", cast.us.name)
    assert (told["kept"], told["refused"]) == (0, [{"line": 2, "reason": "imports.other_currency"}])


def test_refusals(terminal: Terminal) -> None:
    euros = terminal.file(orders({"Currency": "EUR"}))
    refusal = terminal.refused("orders", "import", euros)
    assert (refusal["error"], refusal["data"]["regions"]) == ("imports.shop_unclear", "DE, FR, IT, ES, IE")
    assert terminal.read("orders", "import", euros, "--region", "de")["kept"] == 1
    assert terminal.refused("orders", "import", euros, "--shop", "Harbour")["error"] == "cli.no_such_shop"


def test_a_region_without_a_pack_asks_for_the_cap_and_keeps_nothing_until_then(terminal: Terminal) -> None:
    euros = terminal.file(orders({"Currency": "EUR"}))
    refusal = terminal.refused("orders", "import", euros, "--region", "fr")
    assert refusal["error"] == "policies.region_not_covered"
    assert terminal.read("shops", "list") == []
    assert terminal.read("orders", "import", euros, "--region", "fr", "--cap", "12")["kept"] == 1
    assert terminal.read("statements")["due"][0] == {"currency": "EUR", "commission_due": "10.85", "platform": "10.85"}


def test_statements_as_lines(terminal: Terminal) -> None:
    assert terminal.type("statements").output == "No statement yet: no commission is final.\n"
    terminal.read("orders", "import", terminal.file(orders({})))
    assert terminal.type("statements").output.splitlines()[0] == "10.85 GBP due; the platform says 10.85"
