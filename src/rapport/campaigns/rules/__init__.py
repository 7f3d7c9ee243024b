"""What a contact is worth, and which contacts deserve this week's quota; pure."""
