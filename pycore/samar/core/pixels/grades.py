"""What Samar can do with the pixels of each transfer syntax, stated once for the code, the panel and README.

Grades, from most to least: `in-place` (masked inside the stream, nothing else is coded again), `same-syntax` (a masked frame is
decoded, masked and coded again without loss in its own syntax), `other-syntax` (every frame becomes JPEG-LS lossless, because the
frames of one file share a syntax), `shown` (shown, a mask refuses the file), `refused` (not shown, a mask refuses the file; tags are
handled all the same).
"""

from samar.kinds import Fields, Uid

IN_PLACE = 'in-place'
SAME = 'same-syntax'
OTHER = 'other-syntax'
SHOWN = 'shown'
REFUSED = 'refused'

IMPLICIT_LITTLE = '1.2.840.10008.1.2'
EXPLICIT_LITTLE = '1.2.840.10008.1.2.1'
EXPLICIT_BIG = '1.2.840.10008.1.2.2'
GE_PRIVATE = '1.2.840.113619.5.2'    # implicit little endian with cells in big endian
DEFLATED = '1.2.840.10008.1.2.1.99'
DEFLATED_FRAME = '1.2.840.10008.1.2.8.1'
RLE = '1.2.840.10008.1.2.5'
JPEG = '1.2.840.10008.1.2.4.'
JPEG_BASELINE = JPEG + '50'
JPEG_EXTENDED = JPEG + '51'
JPEG_LS = JPEG + '80'
JPEG_LS_NEAR = JPEG + '81'
JPEG_2000_LOSSLESS = JPEG + '90'
JPEG_2000 = JPEG + '91'
HTJ2K_LOSSLESS = JPEG + '201'
HTJ2K_RPCL = JPEG + '202'
HTJ2K = JPEG + '203'

# transfer syntax, name, grade, reason for it (a message key)
TABLE = (
    (IMPLICIT_LITTLE, 'Implicit VR Little Endian', IN_PLACE, 'uncompressed'),
    (EXPLICIT_LITTLE, 'Explicit VR Little Endian', IN_PLACE, 'uncompressed'),
    (EXPLICIT_BIG, 'Explicit VR Big Endian', IN_PLACE, 'uncompressed'),
    (DEFLATED, 'Deflated Explicit VR Little Endian', IN_PLACE, 'uncompressed'),
    (GE_PRIVATE, 'Implicit VR Little Endian with big endian pixels (GE)', IN_PLACE, 'uncompressed'),
    (DEFLATED_FRAME, 'Deflated Image Frame Compression', SAME, 'lossless'),
    (RLE, 'RLE Lossless', SAME, 'lossless'),
    (JPEG_BASELINE, 'JPEG Baseline (Process 1)', IN_PLACE, 'coefficients'),
    (JPEG_EXTENDED, 'JPEG Extended (Process 2 and 4)', OTHER, 'lossy-source'),
    (JPEG + '53', 'JPEG Spectral Selection (Process 6 and 8)', OTHER, 'lossy-source'),
    (JPEG + '55', 'JPEG Full Progression (Process 10 and 12)', OTHER, 'lossy-source'),
    (JPEG + '57', 'JPEG Lossless (Process 14)', OTHER, 'no-encoder'),
    (JPEG + '70', 'JPEG Lossless, First-Order Prediction', OTHER, 'no-encoder'),
    (JPEG_LS, 'JPEG-LS Lossless', SAME, 'lossless'),
    (JPEG_LS_NEAR, 'JPEG-LS Near-Lossless', OTHER, 'lossy-source'),
    (JPEG_2000_LOSSLESS, 'JPEG 2000 Lossless Only', SAME, 'lossless'),
    (JPEG_2000, 'JPEG 2000', OTHER, 'lossy-source'),
    (HTJ2K_LOSSLESS, 'High-Throughput JPEG 2000 Lossless Only', SAME, 'lossless'),
    (HTJ2K_RPCL, 'High-Throughput JPEG 2000 with RPCL Options Lossless Only', SAME, 'lossless'),
    (HTJ2K, 'High-Throughput JPEG 2000', OTHER, 'lossy-source'),
    (JPEG + '92', 'JPEG 2000 Part 2 Multi-component Lossless Only', REFUSED, 'no-decoder'),
    (JPEG + '93', 'JPEG 2000 Part 2 Multi-component', REFUSED, 'no-decoder'),
    (JPEG + '94', 'JPIP Referenced', REFUSED, 'pixels-elsewhere'),
    (JPEG + '95', 'JPIP Referenced Deflate', REFUSED, 'pixels-elsewhere'),
    (JPEG + '204', 'JPIP HTJ2K Referenced', REFUSED, 'pixels-elsewhere'),
    (JPEG + '205', 'JPIP HTJ2K Referenced Deflate', REFUSED, 'pixels-elsewhere'),
    (JPEG + '100', 'MPEG2 Main Profile / Main Level', REFUSED, 'video'),
    (JPEG + '100.1', 'Fragmentable MPEG2 Main Profile / Main Level', REFUSED, 'video'),
    (JPEG + '101', 'MPEG2 Main Profile / High Level', REFUSED, 'video'),
    (JPEG + '101.1', 'Fragmentable MPEG2 Main Profile / High Level', REFUSED, 'video'),
    (JPEG + '102', 'MPEG-4 AVC/H.264 High Profile / Level 4.1', REFUSED, 'video'),
    (JPEG + '102.1', 'Fragmentable MPEG-4 AVC/H.264 High Profile / Level 4.1', REFUSED, 'video'),
    (JPEG + '103', 'MPEG-4 AVC/H.264 BD-compatible High Profile / Level 4.1', REFUSED, 'video'),
    (JPEG + '103.1', 'Fragmentable MPEG-4 AVC/H.264 BD-compatible High Profile / Level 4.1', REFUSED, 'video'),
    (JPEG + '104', 'MPEG-4 AVC/H.264 High Profile / Level 4.2 For 2D Video', REFUSED, 'video'),
    (JPEG + '104.1', 'Fragmentable MPEG-4 AVC/H.264 High Profile / Level 4.2 For 2D Video', REFUSED, 'video'),
    (JPEG + '105', 'MPEG-4 AVC/H.264 High Profile / Level 4.2 For 3D Video', REFUSED, 'video'),
    (JPEG + '105.1', 'Fragmentable MPEG-4 AVC/H.264 High Profile / Level 4.2 For 3D Video', REFUSED, 'video'),
    (JPEG + '106', 'MPEG-4 AVC/H.264 Stereo High Profile / Level 4.2', REFUSED, 'video'),
    (JPEG + '106.1', 'Fragmentable MPEG-4 AVC/H.264 Stereo High Profile / Level 4.2', REFUSED, 'video'),
    (JPEG + '107', 'HEVC/H.265 Main Profile / Level 5.1', REFUSED, 'video'),
    (JPEG + '108', 'HEVC/H.265 Main 10 Profile / Level 5.1', REFUSED, 'video'),
    (JPEG + '110', 'JPEG XL Lossless', REFUSED, 'no-decoder'),
    (JPEG + '111', 'JPEG XL JPEG Recompression', REFUSED, 'no-decoder'),
    (JPEG + '112', 'JPEG XL', REFUSED, 'no-decoder'),
    ('1.2.840.10008.1.2.7.1', 'SMPTE ST 2110-20 Uncompressed Progressive Active Video', REFUSED, 'video'),
    ('1.2.840.10008.1.2.7.2', 'SMPTE ST 2110-20 Uncompressed Interlaced Active Video', REFUSED, 'video'),
)

NATIVE = (IMPLICIT_LITTLE, EXPLICIT_LITTLE, EXPLICIT_BIG, DEFLATED, GE_PRIVATE)


def find(syntax: Uid) -> tuple[Uid, str, str, str]:
    """`(uid, name, grade, reason)`; a syntax that no one knows is refused."""
    for entry in TABLE:
        if entry[0] == syntax:
            return entry
    return (syntax, 'unknown', REFUSED, 'no-decoder')


def grade(syntax: Uid) -> str:
    """The grade of a transfer syntax."""
    return find(syntax)[2]


def listed() -> list[Fields]:
    """The table as plain dicts: `uid`, `name`, `grade`, `reason`."""
    return [{'uid': uid, 'name': name, 'grade': word, 'reason': reason} for uid, name, word, reason in TABLE]
