"""What platform files share."""
