"""Translations: a table per language, from which translations/*.json is generated."""
