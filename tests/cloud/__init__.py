"""Tests of `cloud`."""
