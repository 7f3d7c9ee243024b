"""The audit trail and the imported files."""

from rapport.shops.models import AuditLine, ImportRun

PAGE = 100


def audit_lines(workspace_id: int, limit: int = PAGE) -> list[AuditLine]:
    """The newest lines first."""
    return list(AuditLine.objects.filter(workspace_id=workspace_id).order_by("-at", "-pk")[:limit])


def import_runs(workspace_id: int, limit: int = PAGE) -> list[ImportRun]:
    """The newest runs first, with their refused rows loaded."""
    runs = ImportRun.objects.filter(workspace_id=workspace_id).order_by("-at", "-pk")
    return list(runs.prefetch_related("refusals")[:limit])
