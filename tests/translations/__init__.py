"""Tests of the translations and of what makes them."""
