"""Makes the generated tables of `pycore/samar/core/standard/data/` from the packages pinned in `sources.py`.

`python -m tools.tables` writes them; `python -m tools.tables --check` only compares.
The packages are read as data (AST and JSON), never imported.
"""
