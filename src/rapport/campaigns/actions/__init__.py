"""Writes of campaigns, shortlists and plans."""
