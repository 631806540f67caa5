"""Tests of the data points."""
