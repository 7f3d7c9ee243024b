"""Writes of the ledger and of statements."""
