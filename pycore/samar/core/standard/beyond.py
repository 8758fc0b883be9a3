"""Attributes that table E.1-1 does not list and that hold people, groups of people or free text all the same.

Their VR does not tell: they are written as LO, SH, ST, LT or UT. Retired overlays repeat in the groups 6000 to 601E (PS3.5 section 7.6).
"""

# A person, a group of people or their number: alternative calendar birth and death dates, welders, hanging protocol creator and user
# group, contact, owner of a print job; a coding scheme and who answers for it.
PEOPLE = (0x00080115, 0x00080116, 0x00100033, 0x00100034, 0x00140100, 0x00720008, 0x00720010, 0x0074100C, 0x21000160)
# What somebody wrote: the name of a coding scheme, comments, notes and reasons, the description of a content.
FREE_TEXT = (0x00080115, 0x00080418, 0x0022112C, 0x00240044, 0x00287007, 0x0028702A, 0x00400400, 0x00440011, 0x00440106, 0x00660004,
             0x00700068, 0x00700081, 0x00741238, 0x01000424, 0x30040006, 0x300600C8, 0x30080066, 0x30080202, 0x300A0402)
OVERLAY_TEXT = (0x0022, 0x1500)      # Overlay Description, Overlay Label

# Numbers that bring texts with them (PS3.3 C.11.15, ICC.1): description, copyright, who made it.
PROFILES = (0x00282000,)


def free_text() -> list[int]:
    """Tags of free text, those of all overlay groups among them."""
    return [*FREE_TEXT, *[(0x6000 + 2 * plane) * 65536 + element for plane in range(16) for element in OVERLAY_TEXT]]
