"""Let the Python that runs this import the sources of the package as they stand: a path file in its environment."""

import pathlib
import sysconfig

FILE = pathlib.Path(sysconfig.get_path('purelib')) / 'samar-sources.pth'
FILE.unlink(missing_ok=True)
FILE.write_text(f'{pathlib.Path(__file__).resolve().parent.parent / "pycore"}\n', 'utf-8')
