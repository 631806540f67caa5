"""What data points mean in Home Assistant: tables, one file per platform."""
