"""Workspaces, members and roles, shops and their connections, secrets, the audit trail."""
