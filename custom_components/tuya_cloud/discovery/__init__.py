"""Plans the entities of devices."""
