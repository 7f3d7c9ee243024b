"""What a week's figures mean; pure."""
