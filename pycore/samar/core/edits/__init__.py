"""Decisions carried out: values, splices, lengths, output."""
