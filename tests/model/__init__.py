"""Tests of devices and data points."""
