"""Ranges of bytes on demand; what kind of file they are."""
