"""The options of PS3.15 E.3: their ids, their codes in CID 7050, and which exclude each other."""

RETAIN_SAFE_PRIVATE = 'retain-safe-private'
RETAIN_UIDS = 'retain-uids'
RETAIN_DEVICE_IDENTITY = 'retain-device-identity'
RETAIN_INSTITUTION_IDENTITY = 'retain-institution-identity'
RETAIN_PATIENT_CHARACTERISTICS = 'retain-patient-characteristics'
RETAIN_FULL_DATES = 'retain-full-dates'
MODIFY_DATES = 'modify-dates'
CLEAN_DESCRIPTORS = 'clean-descriptors'
CLEAN_STRUCTURED_CONTENT = 'clean-structured-content'
CLEAN_GRAPHICS = 'clean-graphics'
CLEAN_PIXEL_DATA = 'clean-pixel-data'
# No option of PS3.15 but the project's own: private elements that curators of a public archive kept (docs/private.md).
RETAIN_PRIVATE_BY_EVIDENCE = 'retain-private-by-evidence'
OWN = (RETAIN_PRIVATE_BY_EVIDENCE,)

# In the order of the bits of the profile's columns `keep` and `clean`; Clean Pixel Data has no column.
IDS = (RETAIN_SAFE_PRIVATE, RETAIN_UIDS, RETAIN_DEVICE_IDENTITY, RETAIN_INSTITUTION_IDENTITY,
       RETAIN_PATIENT_CHARACTERISTICS, RETAIN_FULL_DATES, MODIFY_DATES, CLEAN_DESCRIPTORS,
       CLEAN_STRUCTURED_CONTENT, CLEAN_GRAPHICS, CLEAN_PIXEL_DATA)

# CID 7050 (PS3.16); the code of the Basic Profile itself is 113100.
BASIC_PROFILE_CODE = '113100'
_CODES = {
    CLEAN_PIXEL_DATA: '113101',
    CLEAN_GRAPHICS: '113103',
    CLEAN_STRUCTURED_CONTENT: '113104',
    CLEAN_DESCRIPTORS: '113105',
    RETAIN_FULL_DATES: '113106',
    MODIFY_DATES: '113107',
    RETAIN_PATIENT_CHARACTERISTICS: '113108',
    RETAIN_DEVICE_IDENTITY: '113109',
    RETAIN_UIDS: '113110',
    RETAIN_SAFE_PRIVATE: '113111',
    RETAIN_INSTITUTION_IDENTITY: '113112',
}

# E.3.6: dates are retained in full or modified, not both.
_EXCLUDES = {RETAIN_FULL_DATES: (MODIFY_DATES,), MODIFY_DATES: (RETAIN_FULL_DATES,)}


def known(option: str) -> bool:
    """Whether this is the id of an option, of the standard's or of the project's own."""
    return option in _CODES or option in OWN


def code_of(option: str) -> str:
    """Its code in CID 7050, '' for the project's own; raises KeyError for an unknown option."""
    return '' if option in OWN else _CODES[option]


def excludes(option: str) -> tuple[str, ...]:
    """Ids of the options that cannot be chosen together with this one."""
    return _EXCLUDES.get(option, ())


def conflict(chosen: list[str] | tuple[str, ...]) -> tuple[str, str] | None:
    """The first pair of ids in `chosen` that exclude each other, or None."""
    for option in chosen:
        for other in excludes(option):
            if other in chosen:
                return option, other
    return None


def bit(option: str) -> int:
    """The option's bit in the profile's columns `keep` and `clean`; 0 for Clean Pixel Data and unknown ids."""
    for place in range(10):
        if IDS[place] == option:
            return 1 << place
    return 0


def bits(chosen: list[str] | tuple[str, ...]) -> int:
    """All of the chosen options' bits together."""
    total = 0
    for place in range(10):
        if IDS[place] in chosen:
            total += 1 << place
    return total
