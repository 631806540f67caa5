"""Fills gaps in Home Assistant's statistics from the cloud's logs."""
