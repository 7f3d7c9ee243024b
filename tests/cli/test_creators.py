"""`rapport creators`: files into the library, and the library read."""

from tests.cast import NOW, Cast
from tests.cli.conftest import Terminal
from tests.sheets import CREATOR_PRODUCTS, SHOP_CREATORS, VIDEO, sheet

from rapport.creators.actions.content import digest_content
from rapport.creators.actions.dealings import keep_dealings
from rapport.creators.models import SeenVideo
from rapport.creators.rules.dealings import Dealt


def test_a_fresh_folder_takes_a_file_at_once(terminal: Terminal) -> None:
    rows = [VIDEO, {**VIDEO, "粉丝数": "many"}]
    told = terminal.read("creators", "import", terminal.file(sheet(CREATOR_PRODUCTS, rows)))
    assert (told["kind"], told["read"], told["kept"]) == ("creator_products", 2, 1)
    assert told["refused"] == [{"line": 3, "reason": "imports.cell_unreadable"}]
    assert told["unused_columns"] == ["店铺商品数", "上架时间"]


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


def test_show_tells_score_and_dealings_and_says_what_is_unknown(terminal: Terminal, cast: Cast) -> None:
    keep_dealings(cast.moonwell.pk, {cast.anna.pk: Dealt(contacts=2, replies=1, reply_cases=2)})
    told = terminal.read("creators", "show", "anna")
    assert (told["score"]["value"], told["score"]["units_expected"]) == (None, None)
    assert told["dealings"]["reply_rate"] == {"value": 2200, "low": 672, "high": 4034, "n": 2}
    assert (told["dealings"]["fulfilment_rate"], told["dealings"]["paid_gmv"]) == (None, None)
    lines = [line.split() for line in terminal.type("creators", "show", "anna").output.splitlines()]
    assert ["reply_rate", "22%", "80%:", "6.72%", "–", "40.34%,", "n", "=", "2"] in lines
    assert ["fulfilment_rate", "unknown"] in lines


def test_everybody_is_scored_and_dealings_are_looked_at_on_demand(terminal: Terminal, cast: Cast) -> None:
    assert terminal.read("creators", "score") == {"creators": 5, "groups": 0, "changed": 0}
    assert terminal.read("creators", "dealings") == {"creators": 0, "written": 0, "removed": 0}
    assert terminal.type("creators", "dealings").output == "Dealings with 0 creators, 0 of them new or changed.\n"


def test_show_tells_what_the_posts_show(terminal: Terminal, cast: Cast) -> None:
    assert terminal.read("creators", "show", "anna")["content"] is None
    SeenVideo.objects.create(creator=cast.anna, posted_at=NOW, title="My serum #skincare", views=900)
    digest_content(cast.moonwell.pk, [cast.anna.pk], now=NOW)
    told = terminal.read("creators", "show", "anna")
    assert (told["content"]["median_views"], told["content"]["gmv_per_1000_views"]) == (900, None)
    assert (told["content"]["top_words"], told["titles_to_name"]) == (["serum"], ["My serum"])
    assert "median_views" in terminal.type("creators", "show", "anna").output


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


def test_the_choices_are_counted_beside_the_list(terminal: Terminal, cast: Cast) -> None:
    told = terminal.read("creators", "list", "--facets", "--screen", "followers >= 20k")
    assert (told["total"], told["facets"]["followers"]) == (3, {"1000": 2, "20000": 2, "100000": 1})
    assert "region: GB 3" in terminal.type("creators", "list", "--facets", "--screen", "followers >= 20k").output


def test_why_tells_what_is_missed_first(terminal: Terminal, cast: Cast) -> None:
    words = ("creators", "why", "anna", "--screen", "region = GB and followers >= 50k")
    (told,) = terminal.read(*words)
    assert [one["verdict"] for one in told["checks"]] == ["missed", "met"]
    assert [line[:4] for line in terminal.type(*words).output.splitlines()[1:]] == ["  - ", "  + "]
    assert (
        terminal.refused("creators", "why", "nobody", "--screen", "score >= 4")["error"] == "cli.nobody_of_this_handle"
    )


def test_a_mistake_in_a_screen_is_pointed_at(terminal: Terminal, cast: Cast) -> None:
    answer = terminal.type("creators", "list", "--screen", "粉丝 >= lots")
    assert (answer.exit_code, answer.output.splitlines()[:2]) == (2, ["粉丝 >= lots", "        ^"])
