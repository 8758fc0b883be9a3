"""Small modules for `tools/quicken.mjs`: beside each stands what becomes of it (`.golden`), and `run` says what it does."""
