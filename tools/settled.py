"""The same files in a zip, always as the same bytes: sorted names, no folder entries, one moment for all.

What web-ext compressed (in JavaScript, so alike on every machine) is kept as it is; only the headers around it are written again,
as APPNOTE 4.3 lays them out.
"""

import struct
import zipfile

LOCAL, CENTRAL, END = 0x04034B50, 0x02014B50, 0x06054B50
NEEDED = 20                     # version 2.0: deflate
UNIX = (3 << 8) | NEEDED
RIGHTS = 0o100644 << 16
MIDNIGHT, FIRST_DAY = 0, 0x21   # 1 January 1980, the first day a zip can tell
UTF8 = 0x800


def _stored(stream, info):
    """The compressed bytes of one entry."""
    stream.seek(info.header_offset + 26)
    name, extra = struct.unpack('<HH', stream.read(4))
    stream.seek(info.header_offset + 30 + name + extra)
    return stream.read(info.compress_size)


def settle(path):
    """Rewrite the zip at `path`."""
    entries = []
    with zipfile.ZipFile(path) as archive, open(path, 'rb') as stream:
        for info in sorted(archive.infolist(), key=lambda entry: entry.filename):
            if not info.is_dir():
                entries.append((info, _stored(stream, info)))
    with open(path, 'wb') as stream:
        directory = []
        for info, content in entries:
            name = info.filename.encode()
            about = struct.pack('<HHHHHIIIHH', NEEDED, UTF8, info.compress_type, MIDNIGHT, FIRST_DAY, info.CRC, len(content),
                                info.file_size, len(name), 0)
            directory.append(struct.pack('<IH', CENTRAL, UNIX) + about + struct.pack('<HHHII', 0, 0, 0, RIGHTS, stream.tell()) + name)
            stream.write(struct.pack('<I', LOCAL) + about + name + content)
        start = stream.tell()
        stream.write(b''.join(directory))
        size = stream.tell() - start
        stream.write(struct.pack('<IHHHHIIH', END, 0, 0, len(entries), len(entries), size, start, 0))
