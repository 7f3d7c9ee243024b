"""Writes of products, collaborations and terms."""
