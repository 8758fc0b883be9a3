"""What to do with each element, and why."""
