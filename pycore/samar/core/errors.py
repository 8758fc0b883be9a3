"""Everything that can go wrong, as one tree.

    SamarError
    ├── NotDicom            the bytes are not a DICOM file
    ├── Malformed           the structure breaks at an offset
    ├── Unsupported         well formed, but beyond what Samar can do safely
    ├── BadChoice           a preset, option, selector or mask that cannot be meant
    ├── Residue             something that was to go is still in the output
    └── HostMissing         the platform did not supply a function

An error carries a stable code, the selector of the element and the byte offset, never a value:
a value may be a patient's name. What to tell a person is a lookup of the code in the locale.
"""

from samar.kinds import Any, Fields


class SamarError(Exception):
    """Root of the tree: `code` (str), `selector` (str or None), `offset` (int or None), `detail` (str or None)."""

    def __init__(self, code: str, selector: str | None = None, offset: int | None = None, detail: str | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.selector = selector
        self.offset = offset
        self.detail = detail

    def describe(self) -> Any:
        """One line for a terminal: code, place, and detail where there is one."""
        parts = [self.code]
        if self.selector is not None:
            parts.append('at ' + self.selector)
        if self.offset is not None:
            parts.append('offset ' + str(self.offset))
        if self.detail is not None:
            parts.append('(' + self.detail + ')')
        return ' '.join(parts)

    def fields(self) -> Fields:
        """The same as a plain dict, for messages and reports."""
        return {'code': self.code, 'selector': self.selector, 'offset': self.offset, 'detail': self.detail}


class NotDicom(SamarError):
    """The bytes are not a DICOM file."""


class Malformed(SamarError):
    """The structure of the file breaks at `offset` (PS3.5 section 7)."""


class Unsupported(SamarError):
    """The file is well formed, but Samar cannot treat it safely."""


class BadChoice(SamarError):
    """A preset, option, selector or mask that cannot be meant."""


class Residue(SamarError):
    """Something that was to go is still in the output."""


class HostMissing(SamarError):
    """The platform did not supply a function of `samar.core.host`."""
