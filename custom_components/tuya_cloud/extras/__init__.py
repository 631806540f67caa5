"""What an account holds beyond data points: rooms, scenes and so on."""
