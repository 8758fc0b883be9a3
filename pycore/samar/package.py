"""Which program this is: one hash over the files of the installed package, so that a report says by what it was made."""

import functools
import hashlib
import pathlib

HOME = pathlib.Path(__file__).parent


@functools.cache
def digest(home: pathlib.Path = HOME) -> str:
    """SHA-256 in hexadecimal over the lines `SHA-256  path\\n` of all files of a folder, sorted by path; what Python itself keeps
    (`__pycache__`) is left out. The same lines come from `sha256sum`."""
    lines = []
    for path in home.rglob('*'):
        if path.is_file() and '__pycache__' not in path.parts:
            lines.append((path.relative_to(home).as_posix(), hashlib.sha256(path.read_bytes()).hexdigest()))
    return hashlib.sha256(''.join(f'{made}  {name}\n' for name, made in sorted(lines)).encode()).hexdigest()
