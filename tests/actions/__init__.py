"""Actions, called as an automation calls them."""
