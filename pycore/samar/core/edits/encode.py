"""Elements as bytes: explicit and implicit, little and big endian (PS3.5 section 7.1)."""

from samar.core import host
from samar.core.kernels import splice as kernel
from samar.kinds import Buffer, Tag, Vr


def padded(text: str, vr: Vr) -> Buffer:
    """Buffer of ASCII text with its pad byte: NUL for UI, a space for all others (PS3.5 section 6.2)."""
    if len(text) % 2:
        text += '\0' if vr == 'UI' else ' '
    return host.raw(text)


def code_of(vr: Vr) -> int:
    """The number that the element table holds for a VR."""
    return ord(vr[0]) * 256 + ord(vr[1])


def form_of(implicit: bool, big: bool) -> int:
    """The bits that the element table holds for a way of writing."""
    return (1 if implicit else 0) + (2 if big else 0)


def element(tag: Tag, vr: Vr, value: Buffer, implicit: bool, big: bool) -> Buffer:
    """Buffer of a whole element; `value` is a buffer of even length."""
    form = form_of(implicit, big)
    code = code_of(vr)
    size = len(value)
    out = host.bytes(12 + size)
    at = kernel.header(out, 0, tag, code, size, form)
    host.copy(out, at, value, 0, size)
    return host.view(out, 0, at + size)


def joined(buffers: list[Buffer]) -> Buffer:
    """One buffer of many."""
    total = 0
    for buffer in buffers:
        total += len(buffer)
    out = host.bytes(total)
    at = 0
    for buffer in buffers:
        host.copy(out, at, buffer, 0, len(buffer))
        at += len(buffer)
    return out


def item(elements: list[Buffer], implicit: bool, big: bool) -> Buffer:
    """Buffer of an item of defined length around elements (PS3.5 section 7.5)."""
    content = joined(elements)
    head = host.bytes(8)
    form = form_of(implicit, big)
    kernel.number(head, 0, 0xFFFE, 2, form & 2)
    kernel.number(head, 2, 0xE000, 2, form & 2)
    kernel.number(head, 4, len(content), 4, form & 2)
    return joined([head, content])
