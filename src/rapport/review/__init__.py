"""The weekly review: the week in figures, tiers, and the actions that follow."""
