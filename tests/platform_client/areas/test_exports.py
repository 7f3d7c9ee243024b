"""The platform's own figures as files."""

from base64 import b64encode
from datetime import date

import pytest
from tests.platform_client.stage import Stage

from rapport.platform_client import (
    Export,
    ExportPlan,
    ExportSubject,
    ExportWindow,
    MalformedAnswer,
    NotYetAvailable,
    PlatformClient,
)

SUNDAY = date(2026, 3, 1)


def test_an_export_is_started_for_a_day_of_the_shop(client: PlatformClient, stage: Stage) -> None:
    stage.says({"task": {"id": "5"}})
    exports = client.exports
    started = exports.start(
        subject=ExportSubject.CREATOR, window=ExportWindow.WEEK, last_day=SUNDAY, plan=ExportPlan.TARGET
    )
    assert started == "5"
    assert stage.asked == ["POST /affiliate_seller/202603/compass/offline_task"]
    assert stage.body == {
        "module_type": "CREATOR",
        "window_type": "PAST_7_DAYS",
        "end_day": 20260301,
        "plan_type": "TARGET",
    }


def test_a_day_that_is_not_ready_is_for_tomorrow(client: PlatformClient, stage: Stage) -> None:
    stage.says(code=13017003, message="date not available")
    with pytest.raises(NotYetAvailable):
        client.exports.start(subject=ExportSubject.BASE, window=ExportWindow.DAY, last_day=SUNDAY)


def test_exports_are_listed(client: PlatformClient, stage: Stage) -> None:
    told = {"module_type": "CREATOR", "id": "5", "file_name": "creators.xlsx", "status": "SUCCEEDED"}
    stage.says({"tasks": [told, {"id": "6"}]})
    assert client.exports.list() == (
        Export(id="5", subject="CREATOR", file_name="creators.xlsx", status="SUCCEEDED"),
        Export(id="6"),
    )
    assert stage.asked == ["GET /affiliate_seller/202603/compass/offline_tasks"]
    assert stage.query == {"doc_type": "CREATOR"}


def test_a_file_comes_as_its_bytes(client: PlatformClient, stage: Stage) -> None:
    stage.says({"file": {"base64": b64encode(b"PK\x03\x04figures").decode()}})
    assert client.exports.file(export_id="5") == b"PK\x03\x04figures"
    assert stage.asked == ["GET /affiliate_seller/202603/compass/offline_tasks/5/file"]


@pytest.mark.parametrize("file", [{}, {"base64": "not base64!"}])
def test_a_file_that_cannot_be_read_is_told(client: PlatformClient, stage: Stage, file: object) -> None:
    stage.says({"file": file})
    with pytest.raises(MalformedAnswer) as raised:
        client.exports.file(export_id="5")
    assert raised.value.fields == ("file.base64",)
