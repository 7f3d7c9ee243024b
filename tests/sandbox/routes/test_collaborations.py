"""Target collaborations: created as a whole or not at all."""

from typing import Any

import pytest
from tests.sandbox.seller import DAY, Seller

CREATE = "create_target_collaboration"


def ids(seller: Seller, count: int) -> list[str]:
    return [card["creator_open_id"] for card in seller.creators(count)]


def collaborations(seller: Seller) -> int:
    return int(seller.call("search_target_collaborations", {"collaboration_status": "VALID"})["total_count"])


def test_created_and_counted(seller: Seller) -> None:
    body = seller.collaboration(ids(seller, 3))
    data = seller.call(CREATE, body)
    assert data["target_collaboration_conflicts"] == []
    assert data["create_time"] == seller.now
    assert collaborations(seller) == 1
    assert seller.call("get_weekly_creator_outreach_quota")["data"]["quota_use"] == "3"


def test_a_forbidden_word_inside_another_is_none(seller: Seller) -> None:
    seller.invite(ids(seller, 1), message="Our whatsappened series, ungaranteed.")


def test_the_quota_is_never_exceeded_and_nothing_is_created(seller: Seller) -> None:
    creators = ids(seller, 21)
    answer = seller.send(CREATE, seller.collaboration(creators))
    assert answer["code"] == 16024019
    assert collaborations(seller) == 0
    seller.invite(creators[:19])
    assert seller.send(CREATE, seller.collaboration(creators[19:]))["code"] == 16024019
    seller.invite(creators[19:20])
    (week,) = seller.control("GET", "quota", shop_id=seller.shop["id"])
    assert (week["cap"], week["used"], week["refused"], week["unit"]) == (20, 20, 2, "message")


def test_a_new_week_brings_new_units(seller: Seller) -> None:
    creators = ids(seller, 21)
    seller.invite(creators[:20])
    seller.advance(7 * DAY)
    seller.invite(creators[20:])
    weeks = seller.control("GET", "quota", shop_id=seller.shop["id"])
    assert [(week["used"], week["cap"]) for week in weeks] == [(20, 20), (1, 20)]


def test_a_pair_is_in_one_open_collaboration_only(seller: Seller) -> None:
    creators, products = ids(seller, 3), seller.products()
    first = seller.invite(creators[:2])
    body = seller.collaboration(creators[1:])
    answer = seller.send(CREATE, body)
    assert answer["code"] == 16024022
    assert {pair["creator_user_open_id"] for pair in answer["data"]["target_collaboration_conflicts"]} == {creators[1]}
    assert len(answer["data"]["target_collaboration_conflicts"]) == 3
    found = seller.call(
        "check_target_collaboration_conflicts",
        {"creator_open_id_list": creators, "product_id_list": [products[0]["id"], products[7]["id"]]},
    )
    assert found["has_conflict"] is True
    assert sorted(item["creator_open_id"] for item in found["conflict_items"]) == sorted(creators[:2])
    assert {(item["product_id"], item["existing_collaboration_id"]) for item in found["conflict_items"]} == {
        (products[0]["id"], first)
    }
    seller.call("remove_target_collaboration", target_collaboration_id=first)
    seller.call(CREATE, body)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"end_time": "1"}, 98001004),
        ({"end_time": "soon"}, 98001004),
        ({"name": ""}, 98001004),
        ({"name": "x" * 31}, 98001004),
        ({"message": "x" * 501}, 98001004),
        ({"message": "Write us on WHATSAPP!"}, 50001703),
        ({"name": "加微信"}, 50001703),
        ({"products": []}, 98001004),
        ({"creator_user_open_ids": []}, 98001004),
        ({"products": [{"id": "1729000000000000001", "target_commission_rate": 1_500}]}, 16024008),
        ({"creator_user_open_ids": ["nobody"]}, 50001702),
        ({"end_time": 5}, 36009004),
        ({"free_sample_rule": {}}, 36009004),
    ],
)
def test_refusals(seller: Seller, changes: dict[str, Any], code: int) -> None:
    answer = seller.send(CREATE, seller.collaboration(ids(seller, 1), **changes))
    assert answer["code"] == code
    assert collaborations(seller) == 0


@pytest.mark.parametrize("rate", [0, 99, 8_001])
def test_rates_outside_the_range(seller: Seller, rate: int) -> None:
    products = [{"id": seller.products()[0]["id"], "target_commission_rate": rate}]
    assert seller.send(CREATE, seller.collaboration(ids(seller, 1), products=products))["code"] == 16003033


def test_the_packs_number_of_creators(seller: Seller, american: Seller) -> None:
    assert seller.send(CREATE, seller.collaboration(ids(seller, 31)))["code"] == 98001004
    small = [
        card["creator_open_id"]
        for card in american.creators(
            51, follower_demographics={"count_range": {"count_ge": 1_000, "count_le": 20_000}}
        )
    ]
    assert american.send(CREATE, american.collaboration(small))["code"] == 98001004
    assert american.send(CREATE, american.collaboration(small[:50]))["code"] == 0


def test_creators_of_another_region(seller: Seller, american: Seller) -> None:
    foreign = ids(american, 1)
    answer = seller.send(CREATE, seller.collaboration([*ids(seller, 1), *foreign]))
    assert (answer["code"], answer["data"]["invalid_open_id_list"]) == (16032001, foreign)


def test_the_follower_ceiling_of_the_lowest_tier(american: Seller) -> None:
    large = american.creators(1, follower_demographics={"count_range": {"count_ge": 20_001, "count_le": -1}})
    answer = american.send(CREATE, american.collaboration([large[0]["creator_open_id"]]))
    assert answer["code"] == 16024021


def test_two_hundred_collaborations_in_a_day(american: Seller) -> None:
    small = {"follower_demographics": {"count_range": {"count_ge": 1_000, "count_le": 20_000}}}
    creators = [card["creator_open_id"] for card in american.creators(201, **small)]
    for creator in creators[:200]:
        american.invite([creator])
    assert american.send(CREATE, american.collaboration(creators[200:]))["code"] == 98001004
    american.advance(DAY)
    american.invite(creators[200:])
