"""Text that table E.1-1 does not list: people go, free text is cleaned, technical text stays."""

import io

import pydicom
import pytest

from tests.conformance import run
from tests.files import build, element


@pytest.mark.parametrize('preset', ['research', 'tcia', 'longitudinal'])
def test_people_go_and_technique_stays(preset):
    content = build([element(0x00080016, 'UI', b'1.2.840.10008.5.1.4.1.1.2'), element(0x00080018, 'UI', b'1.2.3.4.5'),
                     element(0x00080060, 'CS', b'CT'), element(0x00100020, 'LO', b'HG-55120'), element(0x00181210, 'SH', b'B31f'),
                     element(0x00400400, 'LT', b'contrast given by Mulcahy'), element(0x00720008, 'LO', b'Vordz Heerab'),
                     element(0x60020022, 'LO', b'lesion, Mulcahy')])
    found = pydicom.dcmread(io.BytesIO(run.output(content, name=preset)))
    assert found.ConvolutionKernel == 'B31f'
    assert found[0x00720008].value == 'ANONYMIZED'
    assert found[0x00400400].value.startswith('contrast') and 'Mulcahy' not in found[0x00400400].value
    assert found[0x60020022].value == 'lesion'
