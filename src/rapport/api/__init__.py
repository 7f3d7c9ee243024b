"""The REST door: typed resources over the same queries and actions as the console."""
