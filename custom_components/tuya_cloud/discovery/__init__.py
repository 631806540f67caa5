"""From a device to the entities it shall have."""
