"""Clients of Tuya's cloud that others wrote, run against the simulator."""
