"""What was done to a file, and why, as JSON, CSV and HTML."""
