"""Tests of the firmware of devices."""
