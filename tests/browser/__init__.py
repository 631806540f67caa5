"""A real Home Assistant in a real browser, as a user sees it."""
