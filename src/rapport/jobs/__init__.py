"""The worker's door: the only code that calls the platform. One module per domain, every handler bound to one name."""
