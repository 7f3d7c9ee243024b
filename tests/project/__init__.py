"""Tests of what puts the parts together: data folder, processes, backup, command line."""
