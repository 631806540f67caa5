"""Tuya Cloud for Home Assistant."""
