"""Writes of order lines and refunds."""
