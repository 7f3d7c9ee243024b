"""Commission by the terms in force, a ledger that only grows, statements held against the platform's."""
