"""What an order line is; pure."""
