"""Small functions over plain values that reach into the core; compiled with it for the parity tests."""
