"""Campaigns: goals, screens, shortlists, and the planner: whom to contact today and why."""
