"""The platform's own messages: the way that quota is counted for."""
