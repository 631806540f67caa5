"""A real Home Assistant, as a user starts it, against a simulated cloud."""
