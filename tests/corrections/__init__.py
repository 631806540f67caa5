"""Corrections by the user: the forms, and what becomes of them."""
