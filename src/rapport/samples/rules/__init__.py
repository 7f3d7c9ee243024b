"""Whom to give a sample, and when content is due; pure."""
