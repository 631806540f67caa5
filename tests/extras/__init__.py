"""Tests of what an account holds beyond data points."""
