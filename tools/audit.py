"""Known faults of what is pinned: `python -m tools.audit` asks npm and, by pip-audit, PyPI.

Policy (docs/security.md): a fault of what is shipped is mended before the next release; a fault of what only builds or tests is
judged by what it can reach. Status 0: both were asked and know of nothing; 1: something is known; 2: a registry could not be asked,
which is said and is no pass.
"""

import json
import subprocess
import sys
import tempfile
import venv

from tools.modules import ROOT

PIP_AUDIT = 'pip-audit==2.9.0'
QUIET, KNOWN, UNASKED = 0, 1, 2


def npm():
    """State and lines of what npm knows; install scripts are never run (`npm ci --ignore-scripts`)."""
    done = subprocess.run(['npm', 'audit', '--json'], cwd=ROOT, capture_output=True, text=True)
    try:
        told = json.loads(done.stdout)
        found = told['vulnerabilities']
    except (ValueError, KeyError):
        return UNASKED, ['npm: the registry does not answer this question']
    lines = [f'npm: {name} {entry["severity"]}' for name, entry in sorted(found.items())]
    return (KNOWN if lines else QUIET), lines or ['npm: nothing is known']


def pypi():
    """State and lines of what PyPI's advisories know of requirements.txt."""
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        python = f'{folder}/bin/python'
        install = [python, '-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', PIP_AUDIT]
        if subprocess.run(install, capture_output=True).returncode:
            return UNASKED, [f'PyPI: {PIP_AUDIT} cannot be installed']
        done = subprocess.run([python, '-m', 'pip_audit', '--requirement', str(ROOT / 'requirements.txt'), '--disable-pip',
                               '--require-hashes', '--format', 'json', '--progress-spinner', 'off'], capture_output=True, text=True)
    try:
        told = json.loads(done.stdout)['dependencies']
    except (ValueError, KeyError):
        return UNASKED, ['PyPI: the advisories cannot be asked']
    lines = [f'PyPI: {entry["name"]} {entry.get("version", "")} {fault["id"]}' for entry in told for fault in entry.get('vulns', ())]
    return (KNOWN if lines else QUIET), lines or ['PyPI: nothing is known']


def main():
    """Ask both and say what came."""
    states = []
    for ask in (npm, pypi):
        state, lines = ask()
        states.append(state)
        print('\n'.join(lines))
    return KNOWN if KNOWN in states else max(states)


if __name__ == '__main__':
    sys.exit(main())
