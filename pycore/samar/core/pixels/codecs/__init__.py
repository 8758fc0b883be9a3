"""Codecs behind one contract.

A codec is a module with `SYNTAXES`, `can(syntax)`, `decode(syntax, buffer, image)` and `encode(syntax, buffer, image)`:
`can` gives 'decode', 'both' or '' for what it is ready to do now; `decode` and `encode` turn one frame into native cells and back.
"""
