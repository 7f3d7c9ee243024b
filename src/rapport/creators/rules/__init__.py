"""What a creator's figures mean and who passes a screen; pure."""
