"""A small file with identity of every kind in it, and what the pipeline makes of it step by step, for tests that break one step."""

import struct

from samar.core.edits import carry_out
from samar.core.elements import record as records
from samar.core.plan import decide, sweep
from samar.core.plan import identity as naming
from samar.core.review import opened as opening
from samar.core.verify import check
from samar.hosts import cpython as host_cpython

from tests import files

IDENTITY = naming.Identity(memoryview(bytes(32)))
KEPT_TEXT = 0x00181250       # Receive Coil Name (SH): not in table E.1-1
KEPT_SEQUENCE = 0x00082218   # Anatomic Region Sequence: not in table E.1-1


def one(tag, vr, value):
    """One element in explicit VR little endian."""
    return files.element(tag, vr, value)


def nested():
    """Elements for the item of a kept sequence."""
    return b''.join([one(0x00080014, 'UI', '1.2.826.0.9.7'), one(0x00080100, 'SH', 'T-1'), one(0x00080102, 'SH', '99X'),
                     one(0x00080104, 'LO', 'Chest'), one(0x00090010, 'LO', 'ACME NESTED'), one(0x00091001, 'LO', 'whatever it is'),
                     one(0x00100010, 'PN', 'SUTANTO^NESTED'), one(0x00400244, 'DA', '20200131'), one(0x0040A124, 'UI', '1.2.826.0.9.8')])


def elements(kept='coil', charset=None, name='WIBISONO^LARAS'):
    """The elements of the file, in order. `kept` (bytes or str) is the text of an element that stays."""
    short = struct.pack('<H', 4)
    found = [one(0x00080005, 'CS', charset)] if charset else []
    return [*found, one(0x00080012, 'DA', '20200130'), one(0x00080013, 'TM', '101010'), one(0x00080016, 'UI', files.CT),
            one(0x00080018, 'UI', '1.2.826.0.9.1'), one(0x00080020, 'DA', '20200131'), one(0x00080030, 'TM', '111213'),
            one(0x00080050, 'SH', 'ACC-77123'), one(0x00080060, 'CS', 'CT'), one(0x00080080, 'LO', 'Rumah Sakit Melati'),
            one(0x00080090, 'PN', 'HARTONO^BUDI'), one(0x00081030, 'LO', 'CT chest Wibisono'),
            files.sequence(KEPT_SEQUENCE, [files.item(nested())]), one(0x00083010, 'UI', '1.2.826.0.9.5'),
            one(0x00100010, 'PN', name), one(0x00100020, 'LO', 'MRN-556677'), one(0x00100030, 'DA', '19500312'),
            one(0x00104000, 'LT', 'Neighbour of Mr. Surya'), one(KEPT_TEXT, 'SH', kept), one(0x00189074, 'DT', '20200131111213'),
            one(0x00190010, 'LO', 'SIEMENS MR HEADER'), one(0x0019100C, 'IS', '1000'), one(0x001910F0, 'LO', 'not safe'),
            one(0x0020000D, 'UI', '1.2.826.0.9.2'), one(0x0020000E, 'UI', '1.2.826.0.9.3'), one(0x00200200, 'UI', '1.2.826.0.9.6'),
            one(0x00280002, 'US', struct.pack('<H', 1)), one(0x00280004, 'CS', 'MONOCHROME2'), one(0x00280010, 'US', short),
            one(0x00280011, 'US', short), one(0x00280100, 'US', struct.pack('<H', 16)), one(0x00280101, 'US', struct.pack('<H', 12)),
            one(0x00280102, 'US', struct.pack('<H', 11)), one(0x00280103, 'US', struct.pack('<H', 0)),
            one(0x300E0008, 'PN', 'REVIEWER^ONE'), one(0x50000005, 'US', short), one(0x7FE00010, 'OW', files.PIXELS)]


class Steps:
    """Everything the pipeline made on its way: `record`, `decisions`, `work`, `output` (bytes)."""

    def __init__(self, content, preset='research', **choices):
        policy = opening.policy_of({'preset': preset, **choices})
        self.record = records.open_record(host_cpython.of_bytes(content))
        assert self.record.error is None
        self.decisions = decide.decide(self.record, policy)
        swept = sweep.sweep(self.record, self.decisions)
        self.work = carry_out.work(self.record, self.decisions, swept.words, IDENTITY, ())
        handle = carry_out.output(self.record, self.decisions, self.work)
        self.output = bytes(handle.read(0, handle.size))

    def check(self, content=None):
        """Check of the output, or of other bytes in its place."""
        return check.check(self.record, self.decisions, self.work, host_cpython.of_bytes(self.output if content is None else content))

    def problem(self, content=None):
        """Code of what verification says, or None."""
        found = self.check(content).problem
        return None if found is None else found.code
