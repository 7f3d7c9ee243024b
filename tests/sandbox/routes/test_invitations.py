"""Around a target collaboration: link, resolved conflicts, what a creator does with each product."""

from typing import Any

import pytest
from tests.sandbox.behaviour.stage import who
from tests.sandbox.behaviour.test_acceptance import says_yes
from tests.sandbox.seller import DAY, Seller

RESOLVE = "resolve_target_collaboration_conflicts"
DETAILS = "query_creator_promotion_details_in_target_collaboration"


def accepted(seller: Seller) -> tuple[str, str]:
    """Return a collaboration and a creator who took something of it up."""
    creator = next(who(seller, says_yes))
    collaboration = seller.invite([creator])
    seller.advance(14 * DAY)
    return collaboration, creator


def details(seller: Seller, collaboration: str, creator: str, **wanted: Any) -> list[dict[str, Any]]:
    body = {"invitation_group_id": collaboration, "creator_user_open_id": creator} | wanted
    found: list[dict[str, Any]] = seller.call(DETAILS, body)["data"]["product_details"]
    return found


def test_a_link_belongs_to_one_running_collaboration(seller: Seller) -> None:
    first, second = (seller.invite([card["creator_open_id"]]) for card in seller.creators(2))
    name = "generate_target_collaboration_link"
    links = [seller.call(name, {}, target_collaboration_id=item)["link"] for item in (first, second, first)]
    assert links[0] == links[2] != links[1]
    assert first in links[0]
    seller.call("remove_target_collaboration", target_collaboration_id=first)
    assert seller.send(name, {}, target_collaboration_id=first)["code"] == 50001701
    assert seller.send(name, {}, target_collaboration_id="1")["code"] == 50001700


def test_a_resolved_conflict_frees_the_creator(seller: Seller) -> None:
    creator = seller.creators(1)[0]["creator_open_id"]
    older = seller.invite([creator])
    asked = {"creator_open_id_list": [creator], "product_id_list": [item["id"] for item in seller.products()[:3]]}
    assert seller.call("check_target_collaboration_conflicts", asked)["has_conflict"]
    item = {"existing_collaboration_id": older, "creator_open_id": creator}
    other = item | {"existing_collaboration_id": "1"}
    assert seller.call(RESOLVE, {"conflict_items": [item, other]}) == {"success_items": [item], "failed_items": [other]}
    assert not seller.call("check_target_collaboration_conflicts", asked)["has_conflict"]
    assert seller.invite([creator]) != older


def test_a_creator_who_carries_something_leaves_at_midnight(american: Seller) -> None:
    collaboration, creator = accepted(american)
    item = {"existing_collaboration_id": collaboration, "creator_open_id": creator}
    assert american.call(RESOLVE, {"conflict_items": [item]})["success_items"] == [item]
    name = "query_target_collaboration_detail"
    (row,) = american.call(name, target_collaboration_id=collaboration)["target_collaboration"]["creators"]
    assert row["collaboration_status"] == "DELETING"
    american.advance(DAY)
    (row,) = american.call(name, target_collaboration_id=collaboration)["target_collaboration"]["creators"]
    assert row["collaboration_status"] == "DELETED"


def test_what_a_creator_added_and_what_not(american: Seller) -> None:
    collaboration, creator = accepted(american)
    everything = details(american, collaboration, creator)
    base = everything[0]["product_base_info"]
    assert (base["target_commission"], base["product_status"]) == (1_500, "1")
    assert base["commission_effective_time"] % 1_000 == 0
    assert base["commission_effective_time"] // 1_000 == american.now - 14 * DAY
    added = details(american, collaboration, creator, product_filter={"added_types": ["ADDED"]})
    rest = details(american, collaboration, creator, product_filter={"added_types": ["NOT_ADDED"]})
    assert added
    assert all(row["product_add_status"] for row in added)
    assert len(added) + len(rest) == len(everything) == 3


def test_products_are_found_by_identifier_and_by_exact_words(american: Seller) -> None:
    collaboration, creator = accepted(american)
    item = american.products()[1]
    for query, kind, count in (
        (item["id"], "PRODUCT_ID", 1),
        (item["title"][:6], "PRODUCT_NAME", 1),
        (item["title"][:6].swapcase(), "PRODUCT_NAME", 0),
    ):
        assert len(details(american, collaboration, creator, query=query, query_type=kind)) == count


def test_the_rate_before_a_cut_is_told_until_it_is_gone(american: Seller) -> None:
    collaboration, creator = accepted(american)
    definition = american.collaboration([creator])
    definition.pop("message")
    definition["products"] = [{"id": item["id"], "commission_rate": 1_200} for item in american.products()[:3]]
    american.call("update_target_collaboration", definition, target_collaboration_id=collaboration)
    (cut, *_) = details(american, collaboration, creator, product_filter={"added_types": ["ADDED"]})
    assert (cut["product_base_info"]["target_commission"], cut["product_base_info"]["old_target_commission"]) == (
        1_200,
        1_500,
    )
    american.advance(DAY)
    (cut, *_) = details(american, collaboration, creator, product_filter={"added_types": ["ADDED"]})
    assert "old_target_commission" not in cut["product_base_info"]


@pytest.mark.parametrize(("collaboration", "code"), [("1", 50001700), ("x", 98001004)])
def test_details_of_nothing(seller: Seller, collaboration: str, code: int) -> None:
    creator = seller.creators(1)[0]["creator_open_id"]
    body = {"invitation_group_id": collaboration, "creator_user_open_id": creator}
    assert seller.send(DETAILS, body)["code"] == code


def test_details_of_a_creator_who_was_not_invited(seller: Seller) -> None:
    first, second = (card["creator_open_id"] for card in seller.creators(2))
    body = {"invitation_group_id": seller.invite([first]), "creator_user_open_id": second}
    assert seller.send(DETAILS, body)["code"] == 98001004
