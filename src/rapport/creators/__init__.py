"""The library: creators this workspace knows, their metrics, scores, screens and imports."""
