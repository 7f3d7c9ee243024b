"""Who may do what, and where a shop stands in the world; pure."""
