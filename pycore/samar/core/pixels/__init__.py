"""Frames, photometry, display and masks."""
