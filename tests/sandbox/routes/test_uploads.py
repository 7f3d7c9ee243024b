"""Pictures are uploaded, then sent by their address; both paths of the upload."""

import json
from typing import Any

import httpx
import pytest
from tests.sandbox.pictures import jpg, png
from tests.sandbox.seller import Seller

from sandbox.bodies import FILE_MOST

NEWER, OLDER = "/affiliate_seller/202608/media/upload", "/affiliate_seller/202511/images/upload"


def upload(seller: Seller, data: bytes, path: str = NEWER, part: str = "data") -> dict[str, Any]:
    """Send one file as any HTTP library does, and return the envelope."""
    form = httpx.Request("POST", "http://sandbox.invalid/", files={part: ("p.png", data, "image/png")})
    answer: dict[str, Any] = seller.request(
        "POST", path, raw=form.read(), content_type=form.headers["content-type"], cipher=path == NEWER
    ).json()
    return answer


def send(seller: Seller, conversation: str, kind: str, **content: Any) -> dict[str, Any]:
    body = {"msg_type": kind, "content": json.dumps(content)}
    return seller.send("send_im_message", body, conversation_id=conversation)


@pytest.fixture
def conversation(seller: Seller) -> str:
    return seller.conversation(seller.creators(1)[0]["creator_open_id"])


@pytest.mark.parametrize("path", [NEWER, OLDER])
def test_a_picture_has_an_address_and_a_size(seller: Seller, path: str) -> None:
    answer = upload(seller, png(40, 30), path)
    assert answer["code"] == 0, answer
    assert (answer["data"]["width"], answer["data"]["height"]) == (40, 30)
    assert answer["data"]["url"].endswith(".png")
    assert upload(seller, png(40, 30))["data"] == answer["data"]
    assert upload(seller, jpg(40, 30))["data"]["url"] != answer["data"]["url"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", 36009004),
        (b"no picture", 98001004),
        (b"\x00" * (FILE_MOST + 1), 36009021),
        (b"\x00" * 2 * FILE_MOST, 36009021),
    ],
)
def test_what_cannot_be_uploaded(seller: Seller, data: bytes, code: int) -> None:
    assert upload(seller, data)["code"] == code


def test_a_part_of_another_name_a_body_that_is_no_form_and_json(seller: Seller) -> None:
    assert upload(seller, png(1, 1), part="file")["code"] == 36009004
    form = "multipart/form-data; boundary=x"
    broken = seller.request("POST", NEWER, raw=b"not a form", content_type=form).json()
    assert broken["code"] == 36009004
    assert seller.request("POST", NEWER, body={"data": "x"}).json()["code"] == 36009023


def test_the_older_path_takes_no_cipher(seller: Seller) -> None:
    form = httpx.Request("POST", "http://sandbox.invalid/", files={"data": png(1, 1)})
    raw, content_type = form.read(), form.headers["content-type"]
    answer = seller.request("POST", OLDER, raw=raw, content_type=content_type)
    assert (answer.status_code, answer.json()["code"]) == (400, 36009004)


def test_a_form_where_json_belongs(seller: Seller) -> None:
    path = "/affiliate_seller/202608/conversations/1/status"
    answer = seller.request("POST", path, raw=b"action=STARRED", content_type="application/x-www-form-urlencoded")
    assert answer.json()["code"] == 36009022


def test_a_sent_picture_is_read_back_with_sizes_as_text(seller: Seller, conversation: str) -> None:
    image = upload(seller, png(40, 30))["data"]
    assert send(seller, conversation, "IMAGE", **image)["code"] == 0
    rows = seller.call("get_creator_conversation_messages", query={"page_size": 5}, conversation_id=conversation)
    body = rows["messages"][0]["message_body"]
    assert (body["type"], json.loads(body["content"])) == (
        "IMAGE",
        {"url": image["url"], "width": "40", "height": "30"},
    )


def test_cards_of_the_desk_hold_a_picture_or_products(seller: Seller, conversation: str) -> None:
    image, words = upload(seller, png(4, 3))["data"]["url"], {"content": "Look at this.", "title": "New"}
    ids = [item["id"] for item in seller.products()]
    assert send(seller, conversation, "CRM_TEXT_WITH_IMAGE_CARD", image_url=image, **words)["code"] == 0
    card = {"product_ids": ",".join(ids[:5]), **words}
    assert send(seller, conversation, "CRM_TEXT_WITH_PRODUCTS_CARD", **card)["code"] == 0
    for wrong, code in (
        ({"product_ids": ",".join(ids[:6])}, 98001004),
        ({"product_ids": "1"}, 16024008),
        ({"title": "t" * 51}, 98001004),
        ({"content": "c" * 501}, 98001004),
        ({"title": ""}, 36009004),
    ):
        assert send(seller, conversation, "CRM_TEXT_WITH_PRODUCTS_CARD", **card | wrong)["code"] == code


def test_pictures_that_were_not_uploaded_here(seller: Seller, american: Seller, conversation: str) -> None:
    theirs, mine = (upload(one, png(4, 3))["data"] for one in (american, seller))
    for wrong in (theirs, mine | {"url": "https://example.com/p.png"}, mine | {"url": mine["url"] + "x"}):
        assert send(seller, conversation, "IMAGE", **wrong)["code"] == 98001004
    assert send(seller, conversation, "IMAGE", **mine | {"width": "4"})["code"] == 36009004
