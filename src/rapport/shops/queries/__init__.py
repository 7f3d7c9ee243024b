"""Reads of workspaces and shops."""
