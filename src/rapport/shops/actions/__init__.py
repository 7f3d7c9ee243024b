"""Writes of workspaces, shops and the trail."""
