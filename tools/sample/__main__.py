"""`python -m tools.sample [FOLDER]`: writes ct.dcm, us.dcm and us-clip.dcm (default folder `build/sample`)."""

import pathlib
import sys

from pydicom import dcmwrite

from tools.sample import ct, ultrasound

FOLDER = pathlib.Path(__file__).parents[2] / 'build' / 'sample'
MAKERS = {'ct.dcm': ct.make, 'us.dcm': ultrasound.make, 'us-clip.dcm': ultrasound.make_clip}


def write(folder):
    """Write every sample into `folder`; gives their paths. The same bytes each time."""
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, make in MAKERS.items():
        dcmwrite(folder / name, make(), enforce_file_format=True)
        paths.append(folder / name)
    return paths


def main(arguments):
    """Entry of the command line."""
    for path in write(arguments[0] if arguments else FOLDER):
        print(path, path.stat().st_size)


if __name__ == '__main__':
    main(sys.argv[1:])
