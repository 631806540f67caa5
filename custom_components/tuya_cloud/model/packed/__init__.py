"""Decoders of values that pack several quantities into one data point."""
