"""Makes the vocabulary of the Clean Descriptors option: which words a description may keep."""
