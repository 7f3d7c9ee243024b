"""Exports of the platform's own figures on the shop's affiliate business."""

from datetime import date

from rapport.platform_client.areas.base import Area
from rapport.platform_client.records.exports import Export, ExportFile, ExportList, StartedExport
from rapport.platform_client.requests import given
from rapport.platform_client.vocabulary import ExportPlan, ExportSubject, ExportWindow


class Exports(Area):
    """Started, looked after, fetched."""

    def start(
        self,
        *,
        subject: ExportSubject,
        window: ExportWindow,
        last_day: date,
        plan: ExportPlan = ExportPlan.ALL,
    ) -> str:
        """
        Start an export of the window that ends with `last_day`, in the shop's time zone; return its id.

        Raises NotYetAvailable if that day is not ready, Throttled if too many are asked for. After
        OutcomeUnknown look for it with `list`.
        """
        body = given(module_type=subject, window_type=window, end_day=int(f"{last_day:%Y%m%d}"), plan_type=plan)
        return self.wire.call("exports.start", StartedExport, body=body).id

    def list(self, *, document_type: str = ExportSubject.CREATOR) -> tuple[Export, ...]:
        """
        Return the exports of the last 7 days.

        Which types the platform accepts here is not documented; the subjects are our best guess.
        """
        return self.wire.call("exports.list", ExportList, query={"doc_type": str(document_type)}).items

    def file(self, *, export_id: str) -> bytes:
        """Return the content of an export that has SUCCEEDED."""
        return self.wire.call("exports.file", ExportFile, ids={"export_id": export_id}).content
