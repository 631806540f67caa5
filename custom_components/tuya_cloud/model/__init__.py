"""Devices and their data points: what the cloud says of them, in display units."""
