"""`rapport creators`: files into the library, and the library read."""

from tests.cast import Cast
from tests.cli.conftest import Terminal
from tests.sheets import CREATOR_PRODUCTS, SHOP_CREATORS, VIDEO, sheet


def test_a_fresh_folder_takes_a_file_at_once(terminal: Terminal) -> None:
    rows = [VIDEO, {**VIDEO, "粉丝数": "many"}]
    told = terminal.read("creators", "import", terminal.file(sheet(CREATOR_PRODUCTS, rows)))
    assert (told["kind"], told["read"], told["kept"]) == ("creator_products", 2, 1)
    assert told["refused"] == [{"line": 3, "reason": "imports.cell_unreadable"}]
    assert told["unused_columns"] == ["[28天]店铺商品销量", "[28天]店铺商品销售额", "店铺商品数", "上架时间"]


def test_an_import_is_told_in_lines_too(terminal: Terminal) -> None:
    rows = [{**VIDEO, "粉丝数": "many"}] * 22
    answer = terminal.type("creators", "import", terminal.file(sheet(CREATOR_PRODUCTS, rows)))
    lines = answer.output.splitlines()
    assert lines[:3] == ["22 rows read, 0 kept", "Refused:", "line 2: imports.cell_unreadable"]
    assert lines[-1] == "… and 2 more; --json lists them all."


def test_the_list_is_filtered_sorted_and_paged(terminal: Terminal, cast: Cast) -> None:
    told = terminal.read("creators", "list", "--region", "uk", "--followers-from", "20000", "--sort", "followers")
    assert [row["handle"] for row in told["creators"]] == ["chai", "bao", "anna"]
    assert (told["total"], told["page"], told["pages"]) == (3, 1, 1)
    assert told["creators"][0]["figures"]["gmv_30d_low"] == "900.00"
    assert terminal.type("creators", "list", "--text", "nobody").output == "No creator matches.\n"


def test_show_tells_figures_with_their_sources(terminal: Terminal, cast: Cast) -> None:
    told = terminal.read("creators", "show", "@Anna")
    assert (told["handle"], told["region"], told["figures"]["followers"]) == ("anna", "GB", 25_000)
    assert told["sources"]["followers"] == {"source": "marketplace", "on": "2026-03-02"}
    assert "@anna  Anna  GB  601450" in terminal.type("creators", "show", "anna").output


def test_show_keeps_the_shops_own_figures_apart(terminal: Terminal) -> None:
    row = {"creator": "linh", "followers": "7", "all_gmv": "812400", "own_gmv": "195000", "own_orders": "1"}
    terminal.read("creators", "import", terminal.file(sheet(SHOP_CREATORS, [row])))
    (own,) = terminal.read("creators", "show", "linh")["own"]
    assert (own["source"], own["currency"]) == ("shop_creators", "VND")
    assert own["figures"] == {"own_gmv": "195000", "own_orders": 1}


def test_show_tells_products_and_videos(terminal: Terminal) -> None:
    terminal.read("creators", "import", terminal.file(sheet(CREATOR_PRODUCTS, [VIDEO])))
    told = terminal.read("creators", "show", "anna")
    assert told["products"][0]["price"] == "99000"
    assert told["videos"][0]["views"] == 36_000


def test_a_handle_of_two_regions_asks_for_one(terminal: Terminal) -> None:
    terminal.read("creators", "import", terminal.file(b"handle,region\nkim,TH\nkim,VN\n"))
    refusal = terminal.refused("creators", "show", "kim")
    assert (refusal["error"], refusal["data"]) == ("cli.creator_unclear", {"handle": "kim", "regions": "TH, VN"})
    assert terminal.read("creators", "show", "kim", "--region", "vn")["region"] == "VN"


def test_what_is_not_there_is_refused(terminal: Terminal) -> None:
    assert terminal.refused("creators", "show", "nobody")["error"] == "cli.no_such_creator"
    unknown = terminal.file(b"colour,size\nred,7\n")
    assert terminal.refused("creators", "import", unknown)["error"] == "imports.layout_unknown"
    assert terminal.refused("creators", "import", terminal.file(b""))["error"] == "tables.file_unreadable"
    assert terminal.refused("creators", "list", "--region", "Atlantis")["error"] == "shops.region_unknown"


def test_an_unknown_file_is_mapped_once_and_remembered(terminal: Terminal) -> None:
    unknown = terminal.file("主播,粉丝\n@Linh,2.5万\n".encode())
    proposed = terminal.read("creators", "columns", unknown)
    assert (proposed["known_as"], [one["field"] for one in proposed["columns"]]) == ("", ["handle", "followers"])
    words = ("creators", "import", unknown)
    assert terminal.refused(*words)["error"] == "imports.layout_unknown"
    assert terminal.read(*words, "--map", "handle=主播", "--map", "followers=粉丝", "--region", "vn")["kept"] == 1
    assert terminal.read(*words)["kept"] == 1
    assert terminal.read("creators", "show", "linh")["figures"]["followers"] == 25_000
    assert "handle             主播  (@Linh)" in terminal.type("creators", "columns", unknown).output


def test_a_mapping_that_makes_no_sense_is_refused(terminal: Terminal) -> None:
    words = ("creators", "import", terminal.file("主播,粉丝\nlinh,2\n".encode()))
    assert terminal.refused(*words, "--map", "followers=粉丝")["error"] == "mapping.handle_missing"
    assert terminal.refused(*words, "--map", "handle=nobody")["error"] == "mapping.column_unknown"
    assert terminal.refused(*words, "--map", "主播")["error"] == "mapping.column_unknown"
    assert terminal.refused(*words, "--map", "shoe=主播")["error"] == "mapping.field_unknown"
