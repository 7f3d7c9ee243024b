"""Ways to reach a creator: one folder a channel. Rules and wire forms are pure; clients are called by jobs alone."""
