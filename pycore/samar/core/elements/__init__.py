"""The table of all elements, their values as text, and names for their places."""
