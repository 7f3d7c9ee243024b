"""Reads of campaigns, shortlists and plans."""
