"""Loaded by workers of a test (`--preload`): a certain file kills the process that works on it."""

import os

from samar.run import work

_real = work.one


def one(number, source, context):
    if source.name.endswith('007.dcm'):
        os._exit(7)
    return _real(number, source, context)


if _real.__name__ != one.__name__ or _real.__module__ == work.__name__:     # a preload may be loaded twice
    work.one = one
