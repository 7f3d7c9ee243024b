"""Reads of the ledger and of statements."""
