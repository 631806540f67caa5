"""Faults of the cloud and their outcomes; README.md has the table."""
