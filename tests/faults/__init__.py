"""What goes wrong with the cloud, and what comes of it: see the table in README.md."""
