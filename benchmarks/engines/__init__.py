"""The engines that the search benchmark compares: ours, and those that somebody would take instead."""
