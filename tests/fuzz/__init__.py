"""Random input causes no error, and no device affects another."""
