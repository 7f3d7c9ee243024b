"""The queue: wake-ups by name, kept in the record database, in the same transaction as what they follow."""
