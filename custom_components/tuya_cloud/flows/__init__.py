"""What the wizard and the options are made of."""
