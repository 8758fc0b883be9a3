"""Generated tables of the standard and their readers."""
