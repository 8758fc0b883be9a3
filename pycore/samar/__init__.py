"""Samar: from the bytes of a DICOM file to a verified, de-identified file. This is the face for Python programs.

>>> import samar
>>> outcome = samar.deidentify(SAMPLE, samar.Policy.preset('basic'), project_key='a key of some twenty signs')
>>> outcome.word
'cleaned'
>>> print(outcome.decisions[0])
(0008,0014) InstanceCreatorUID uid: rule InstanceCreatorUID, because of profile

`SAMPLE` may be a path, the bytes of a file, or an open binary file. Nothing is written until `outcome.save(folder)` is called.
"""

from samar.core.errors import BadChoice, Malformed, NotDicom, Residue, SamarError, Unsupported
from samar.core.protocol import VERSION
from samar.face import Decision, Outcome, Policy, deidentify, inspect

__version__ = VERSION
__all__ = ['BadChoice', 'Decision', 'Malformed', 'NotDicom', 'Outcome', 'Policy', 'Residue', 'SamarError', 'Unsupported', '__version__',
           'deidentify', 'inspect']
