"""How much of what identifies nobody survives cleaning, and how much of what does is gone."""
