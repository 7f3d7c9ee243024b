"""The world's memory: the only code that speaks to SQLite, one file for each kind of thing."""
