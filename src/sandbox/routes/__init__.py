"""The operations by area: a handler is given the world and a checked call, and returns the answer's data."""
