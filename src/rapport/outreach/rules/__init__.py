"""What a message costs, when an invitation moves on, what a message says; pure."""
