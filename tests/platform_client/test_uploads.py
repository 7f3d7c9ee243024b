"""Images on their way into messages."""

import pytest
from tests.platform_client.calls import PIXEL
from tests.platform_client.stage import ACCESS, Stage, is_signed

from rapport.platform_client import PlatformClient, UnfitRequest, UploadedImage
from rapport.platform_client.uploads import IMAGE_BYTES_MAX, image_upload


@pytest.mark.parametrize(
    ("for_shop", "place", "cipher"),
    [(True, "202608/media/upload", ACCESS.cipher), (False, "202511/images/upload", None)],
)
def test_an_image_is_uploaded_in_either_form(
    client: PlatformClient, stage: Stage, place: str, cipher: str | None, *, for_shop: bool
) -> None:
    stage.says({"url": "https://cdn.test/a.png", "width": 1, "height": 1})
    uploaded = client.conversations.upload_image(content=PIXEL, for_shop=for_shop)
    assert uploaded == UploadedImage(url="https://cdn.test/a.png", width=1, height=1)
    assert stage.asked == [f"POST /affiliate_seller/{place}"]
    assert stage.requests[-1].url.params.get("shop_cipher") == cipher


def test_the_file_travels_as_the_part_data_and_is_not_signed(client: PlatformClient, stage: Stage) -> None:
    stage.says({"url": "https://cdn.test/a.png", "width": 1, "height": 1})
    client.conversations.upload_image(content=PIXEL)
    (request,) = stage.requests
    media_type, _, boundary = request.headers["content-type"].partition("; boundary=")
    assert media_type == "multipart/form-data"
    assert request.content == (
        b"--" + boundary.encode() + b'\r\nContent-Disposition: form-data; name="data"; filename="image.png"\r\n'
        b"Content-Type: image/png\r\n\r\n" + PIXEL + b"\r\n--" + boundary.encode() + b"--\r\n"
    )
    assert is_signed(request)


@pytest.mark.parametrize(
    ("beginning", "kind"),
    [
        (b"\xff\xd8\xff\xe0", "jpeg"),
        (b"GIF89a", "gif"),
        (b"GIF87a", "gif"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "webp"),
        (PIXEL, "png"),
    ],
)
def test_the_format_is_told_by_the_first_bytes(beginning: bytes, kind: str) -> None:
    upload = image_upload("conversations.upload_image", beginning)
    assert (upload.name, upload.content_type) == (f"image.{kind}", f"image/{kind}")


@pytest.mark.parametrize("content", [b"", b"<svg/>", b"RIFF\x00\x00\x00\x00WAVE", PIXEL + bytes(IMAGE_BYTES_MAX)])
def test_what_is_no_image_or_too_large_is_not_sent(client: PlatformClient, stage: Stage, content: bytes) -> None:
    with pytest.raises(UnfitRequest) as raised:
        client.conversations.upload_image(content=content)
    assert raised.value.field == "content"
    assert not stage.requests


def test_the_largest_image_still_goes() -> None:
    content = PIXEL + bytes(IMAGE_BYTES_MAX - len(PIXEL))
    assert image_upload("conversations.upload_image", content).content is content
