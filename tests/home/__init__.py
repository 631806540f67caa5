"""A whole home in a real Home Assistant: the demo's, and real ones where at hand."""
