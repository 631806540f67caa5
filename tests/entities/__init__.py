"""Tests of `entities`."""
