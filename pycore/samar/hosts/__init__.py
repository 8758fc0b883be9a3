"""What the core asks of the platform, on CPython."""
