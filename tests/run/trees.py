"""One hash for all that lies in a folder, to compare two runs."""

import hashlib
import pathlib


def digest(folder):
    """Hash of all files below a folder, names and contents."""
    machine = hashlib.sha256()
    for path in sorted(pathlib.Path(folder).rglob('*')):
        if path.is_file():
            machine.update(path.relative_to(folder).as_posix().encode() + b'\0' + hashlib.sha256(path.read_bytes()).digest())
    return machine.hexdigest()
