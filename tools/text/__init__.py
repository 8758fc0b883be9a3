"""Makes what finds text in pictures: weights out of a published package, and the WASM that runs them (`python -m tools.text`)."""
