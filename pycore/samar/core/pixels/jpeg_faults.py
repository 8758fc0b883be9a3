"""What the answers of the JPEG kernels mean: an error's code and detail for each."""

from samar.core.kernels import jpeg_bits, jpeg_huffman, jpeg_scan

FAULTS = {
    jpeg_scan.BAD_CODE: ('jpeg-scan', 'code'), jpeg_scan.TRUNCATED: ('jpeg-truncated', 'scan'),
    jpeg_scan.OVERRUN: ('jpeg-scan', 'run'), jpeg_scan.LEFT_OVER: ('jpeg-scan', 'bytes behind the last block'),
    jpeg_scan.DC_RANGE: ('jpeg-scan', 'DC range'), jpeg_bits.BAD_RESTART: ('jpeg-scan', 'restart marker'),
    jpeg_huffman.BAD_TABLE: ('jpeg-tables', 'Huffman'),
}
