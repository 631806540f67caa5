"""Keeps the devices of a config entry current."""
