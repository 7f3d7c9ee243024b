"""Rows of workspaces, shops, connections, imports and the audit trail."""

from rapport.shops.models.connections import Connection, Shop
from rapport.shops.models.hooks import Hook, PlatformEvent
from rapport.shops.models.tokens import ApiToken
from rapport.shops.models.trail import AuditLine, ImportRefusal, ImportRun
from rapport.shops.models.workspaces import Member, User, Workspace

__all__ = [
    "ApiToken",
    "AuditLine",
    "Connection",
    "Hook",
    "ImportRefusal",
    "ImportRun",
    "Member",
    "PlatformEvent",
    "Shop",
    "User",
    "Workspace",
]
