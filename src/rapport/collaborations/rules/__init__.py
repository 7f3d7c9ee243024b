"""Which rate holds, when a changed one acts, and how creators are packed into collaborations; pure."""
