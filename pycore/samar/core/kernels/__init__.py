"""Hot loops in a subset of Python that two compilers understand."""
