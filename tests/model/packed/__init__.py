"""Tests of the decoders of packed values."""
