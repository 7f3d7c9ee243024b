"""Instagram: Meta's send API, inside the window that the creator opened."""
