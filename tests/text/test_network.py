"""The real networks, on numpy: 8 bits against the published weights, and the whole way on a made-up ultrasound picture."""

import json

import pytest
from samar import cli
from samar.hosts import network

from tools.sample import ultrasound
from tools.text import plan

pytestmark = pytest.mark.skipif(not (network.FOLDER / 'reader.bin').exists(), reason='no networks: make models')
numpy = network.numpy


def noise(rows, columns):
    """A picture of soft noise with edges, as a network sees it."""
    made = numpy.random.default_rng(7).random((rows, columns, 3), numpy.float32)
    made[rows // 3:rows // 2, columns // 4:columns // 2] += 1
    return made - numpy.float32(.5)


@pytest.mark.parametrize(('name', 'size', 'least', 'most'), [('detector', (96, 160), .1, .02), ('reader', (48, 96), .5, .1)])
def test_weights_of_8_bits_are_near_the_published_ones(name, size, least, most):
    exact = network.Network(plan.model((network.FOLDER / f'{name}.onnx').read_bytes(), name == 'reader', True))
    small = network.Network((network.FOLDER / f'{name}.bin').read_bytes())
    a, b = exact.run(noise(*size)), small.run(noise(*size))
    if name == 'reader':
        a, b = (numpy.exp(x - x.max(-1, keepdims=True)) for x in (a, b))
    apart = numpy.abs(a - b)
    assert a.shape == b.shape and apart.max() < least and apart.mean() < most


def test_licence_and_notice_lie_beside_the_networks():
    notice = (network.FOLDER / 'NOTICE.txt').read_text('utf-8')
    assert 'Apache License' in (network.FOLDER / 'LICENSE.txt').read_text('utf-8') and 'Changes made' in notice and 'PaddleOCR' in notice


def test_a_name_in_an_ultrasound_picture_is_found_and_masked(tmp_path):
    data = ultrasound.make()
    data.save_as(tmp_path / 'us.dcm', enforce_file_format=True)
    report = tmp_path / 'report.json'
    given = ['deidentify', str(tmp_path / 'us.dcm'), '--out', str(tmp_path / 'out'), '--report', str(report), '--find-text']
    assert cli.main([*given, 'propose']) == 1
    told = json.loads(report.read_text('utf-8'))['files'][0]
    matches = [one['match'] for one in told['proposals']]
    assert told['outcome'] == 'held' and matches.count('identity') >= 2 and 'harmless' in matches, matches
    cli.main([*given, 'apply', '--accept', 'text-risk'])
    applied = json.loads(report.read_text('utf-8'))['files'][0]
    assert len(applied['masks']) == sum(one['ticked'] for one in applied['proposals']) and applied['output']['sha256']
