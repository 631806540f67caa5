"""Tests of the rules for implausible specifications."""
