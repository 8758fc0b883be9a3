"""The files that are measured: the project's CT slice, a long one, a huge one, a large picture, compressed ones, a clip."""

import numpy as np
from pydicom.encaps import encapsulate, generate_frames
from pydicom.uid import JPEG2000Lossless, JPEGLSLossless

from bench.build import OUT
from tools.sample import ct, ultrasound

FRAME = 512 * 512 * 2
FILES = OUT / 'files'


def slice_of():
    """The CT slice of the samples."""
    return ct.make()


def many_frames(path, frames, filled):
    """A file of `frames` frames, to be shown as fast as a screen can: noise where `filled`, else a hole in the file that reads as zeros."""
    ds = slice_of()
    ds.NumberOfFrames, ds.CineRate = frames, 60
    del ds.PixelData
    ds.save_as(path, enforce_file_format=True)
    size = frames * FRAME
    with open(path, 'ab') as out:
        out.write(bytes([0xE0, 0x7F, 0x10, 0x00]) + b'OW\0\0' + size.to_bytes(4, 'little'))
        if filled:
            noise = np.random.default_rng(7).integers(0, 4096, FRAME // 2, dtype='<u2').tobytes()
            for _frame in range(frames):
                out.write(noise)
        else:
            out.truncate(out.tell() + size)
    return path


def large_picture(path, side):
    """One frame of `side` x `side` cells."""
    ds = slice_of()
    ds.Rows = ds.Columns = side
    ds.PixelData = np.random.default_rng(7).integers(0, 4096, side * side, dtype='<u2').tobytes()
    ds.save_as(path, enforce_file_format=True)
    return path


def clip(path, rounds):
    """The sample's clip of baseline JPEG, as often one after another, to be shown as fast as a screen can."""
    ds = ultrasound.make_clip()
    frames = list(generate_frames(ds.PixelData, number_of_frames=ds.NumberOfFrames)) * rounds
    ds.NumberOfFrames, ds.CineRate, ds.RecommendedDisplayFrameRate = len(frames), 60, 60
    ds.PixelData = encapsulate(frames)
    ds['PixelData'].is_undefined_length = True
    ds.save_as(path, enforce_file_format=True)
    return path


def compressed(path, syntax):
    """The slice, losslessly compressed."""
    ds = slice_of()
    ds.compress(syntax)
    ds.save_as(path, enforce_file_format=True)
    return path


def elements(path, count):
    """The slice with `count` elements more, private ones that say little."""
    ds = slice_of()
    for block in range(-(-count // 200)):
        ds.add_new((0x0099, 0x0010 + block), 'LO', f'BENCH {block}')
        for at in range(200):
            ds.add_new((0x0099, (0x10 + block) * 256 + at), 'SH', f'{block} {at}')
    ds.save_as(path, enforce_file_format=True)
    return path


def make():
    """All files; gives name to path."""
    FILES.mkdir(parents=True, exist_ok=True)
    found = {name: FILES / f'{name}.dcm' for name in ('slice', 'huge', 'frames', 'picture', 'jpeg2000', 'jpegls', 'clip', 'elements')}
    slice_of().save_as(found['slice'], enforce_file_format=True)
    many_frames(found['huge'], 954, False)
    many_frames(found['frames'], 200, True)
    large_picture(found['picture'], 2048)
    compressed(found['jpeg2000'], JPEG2000Lossless)
    compressed(found['jpegls'], JPEGLSLossless)
    clip(found['clip'], 20)
    elements(found['elements'], 5000)
    return found
