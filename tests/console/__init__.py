"""Tests of the console: each page and each button, over one workspace in which everything happened once."""
