"""Bytes of text: letters, digits, escape sequences, and the VRs that are written in them (PS3.5 section 6.2).

Used by the search that the plan is made by; `verify` has its own. A kernel: see docs/contracts.md for its subset of Python.
"""

from samar.kinds import Buffer

UI = 21833
PN = 20558



def fold(byte: int) -> int:
    """Lower case of an ASCII letter."""
    if byte >= 65 and byte <= 90:
        return byte + 32
    return byte


def is_word(byte: int) -> int:
    """1 for letters, digits and all bytes beyond ASCII."""
    if byte >= 48 and byte <= 57:
        return 1
    if byte >= 65 and byte <= 90:
        return 1
    if byte >= 97 and byte <= 122:
        return 1
    if byte >= 128:
        return 1
    return 0


def is_digit(byte: int) -> int:
    """1 for 0 to 9."""
    if byte >= 48 and byte <= 57:
        return 1
    return 0


def has_text(code: int) -> int:
    """1 for the VRs whose value is text (PS3.5 section 6.2); PN is 2, UI is 3, 0 for binary ones."""
    if code == PN:
        return 2
    if code == UI:
        return 3
    if code == 19535 or code == 21320 or code == 21332 or code == 19540 or code == 21844 or code == 21827:
        return 1        # LO SH ST LT UT UC
    if code == 16709 or code == 17235 or code == 21842:
        return 1        # AE CS UR
    if code == 17473 or code == 21581 or code == 17492 or code == 16723:
        return 4        # DA TM DT AS
    if code == 18771 or code == 17491:
        return 5        # IS DS
    return 0


def first_behind_escape(buf: Buffer, size: int) -> int:
    """Place behind the escape sequences at the beginning (ISO 2022: intermediate bytes up to 0x2F, then a final one)."""
    i = 0
    while i < size and buf[i] == 27:
        i = i + 1
        while i < size and buf[i] < 0x30:
            i = i + 1
        i = i + 1
    if i > size:
        return size
    return i


def last_before_escape(buf: Buffer, size: int) -> int:
    """Place of the escape sequence at the end, or the size."""
    if size > 3:
        if buf[size - 3] == 27:
            return size - 3
    return size
