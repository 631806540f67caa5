"""What keeps the devices of an entry current."""
