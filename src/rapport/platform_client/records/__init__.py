"""What the platform tells, as frozen records in our words."""
