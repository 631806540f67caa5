"""Maps of robot vacuums: the layout of the rooms, the path, and the order to clean."""
