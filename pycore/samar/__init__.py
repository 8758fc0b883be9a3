"""Samar's core: from the bytes of a DICOM file to a verified, de-identified file. Runs on CPython and, by Brython, in a browser."""
