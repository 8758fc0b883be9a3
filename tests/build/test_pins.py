"""Every dependency is pinned by its hash, and none runs a script of its own when it is installed."""

import json
import re

from tools.modules import ROOT


def test_every_python_package_has_a_version_and_a_hash():
    blocks = [block for block in re.split(r'\n(?=\S)', (ROOT / 'requirements.txt').read_text('utf-8')) if re.match(r'[\w.-]+', block)]
    assert len(blocks) > 20
    assert [block for block in blocks if not re.match(r'[\w.\[\]-]+==\S+', block) or not re.search(r'--hash=sha256:[0-9a-f]{64}', block)] == []


def test_every_node_package_has_a_version_and_a_hash():
    packages = json.loads((ROOT / 'package-lock.json').read_text('utf-8'))['packages']
    others = {name: about for name, about in packages.items() if name and not about.get('link')}
    assert len(others) > 20
    assert [name for name, about in others.items() if not re.match('sha512-', about.get('integrity', ''))] == []
    wanted = json.loads((ROOT / 'package.json').read_text('utf-8'))
    ranges = {**wanted.get('dependencies', {}), **wanted.get('devDependencies', {})}
    assert {name: version for name, version in ranges.items() if not re.fullmatch(r'\d+\.\d+\.\d+', version)} == {}


def test_setup_checks_hashes_and_runs_no_install_script():
    text = (ROOT / 'Makefile').read_text('utf-8')
    installs = [line for line in text.splitlines() if re.search(r'pip install|\bnpm (?:ci|install)\b', line)]
    assert installs
    for line in installs:
        assert '--require-hashes' in line or '--ignore-scripts' in line, line
    own = json.loads((ROOT / 'package.json').read_text('utf-8')).get('scripts', {})
    assert not set(own) & {'preinstall', 'install', 'postinstall', 'prepare'}
